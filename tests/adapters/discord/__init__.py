"""The whole program, serving Discord."""
