"""Everything the bot says, one file per language."""
