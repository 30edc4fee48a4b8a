"""Titles, wishes, names and recommendations: what the bot knows about films and series."""
