"""From a question to a cited answer: understanding, metrics, answers and the command line."""
