"""Titles as values, and how they are read from the database."""
