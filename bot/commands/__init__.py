"""The commands of the command line. Each is a function that takes the options and returns the exit
code.
"""
