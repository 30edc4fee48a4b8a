"""The adapters: what people see on each platform."""
