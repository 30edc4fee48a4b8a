"""Clients of outside services: one method per endpoint, over one stack of transports."""
