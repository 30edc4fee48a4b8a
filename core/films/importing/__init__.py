"""Catalogue entries into the database."""
