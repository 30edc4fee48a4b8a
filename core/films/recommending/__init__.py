"""Candidates, ranking and reasons."""
