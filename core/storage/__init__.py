"""Tables and all SQL; values, never rows, leave this room."""
