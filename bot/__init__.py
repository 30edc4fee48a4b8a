"""The running program: its settings, start-up and command line."""
