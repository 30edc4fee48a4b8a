"""Text in the languages the bot speaks: phrases, plurals, lists, numbers."""
