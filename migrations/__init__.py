"""The database's schema, step by step; run by core.storage.migrate."""
