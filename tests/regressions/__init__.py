"""One file per bug that was."""
