"""Good examples for trainers: the part of the loaded reports that meets the most criteria, why, and what it lacks."""
