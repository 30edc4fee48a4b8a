"""Titles beyond the embedded catalogue: TMDB and OMDb asked for what a wish needs, and written to
the same tables.
"""
