"""The terminal: a dialogue through lines."""
