"""Genres, themes and regions, and the words for them."""
