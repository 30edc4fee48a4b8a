"""Learning to read sentences from the corpus, and judging readings."""
