"""The tables of the dialogue, all of them whichever is imported."""

from core.dialogue.tables import chats, failed_messages, inbox, model_calls, sessions, users

__all__ = ["chats", "failed_messages", "inbox", "model_calls", "sessions", "users"]
