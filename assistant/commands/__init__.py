"""What each command of the command line does; a module adds its commands and their arguments to the program."""
