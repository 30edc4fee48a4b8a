"""Jobs, events and the outbox."""
