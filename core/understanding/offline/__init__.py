"""Understanding without a language model."""
