"""The tables of the dialogue, all of them whichever is imported."""

from core.dialogue.tables import chats, inbox, model_calls, sessions, users

__all__ = ["chats", "inbox", "model_calls", "sessions", "users"]
