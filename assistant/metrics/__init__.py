"""Pure functions over facts: each gives a value with its formula and its inputs."""
