"""Telegram: private chats, groups with topics, inline mode; by polling or webhook."""
