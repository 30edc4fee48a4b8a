"""Data files: the starter catalogue, the genres and the themes."""
