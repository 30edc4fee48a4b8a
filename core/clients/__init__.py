"""What speaks to services outside: one method per endpoint."""
