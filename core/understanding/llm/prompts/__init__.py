"""What a model is told, one file per version."""
