"""The tables of titles and people."""
