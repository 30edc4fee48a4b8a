"""What those who work on the project run; no part of the program."""
