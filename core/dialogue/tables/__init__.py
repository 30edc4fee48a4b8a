"""The tables of the dialogue."""
