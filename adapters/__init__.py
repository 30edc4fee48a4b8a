"""One adapter per platform: it translates events into messages and replies into platform calls."""
