"""Outside services: one file per service, one method per endpoint."""
