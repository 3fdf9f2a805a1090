"""The way in: what of the server may be reached, by whom, how often and how much at once."""
