"""What reports say in words: sentences and lists with their places, stated causes, plans."""
