"""Understanders: from an utterance to an intent, by command, by rules or by a model."""
