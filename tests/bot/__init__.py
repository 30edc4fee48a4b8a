"""The running program: settings, logs, command line."""
