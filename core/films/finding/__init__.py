"""Titles and people by the names that people type."""
