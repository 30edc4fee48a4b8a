"""What a model is told, apart from what intents and criteria say of themselves."""
