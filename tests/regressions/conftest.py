"""The fixtures of conversations, since most bugs are first seen in one."""

from tests.conversations.conftest import conversation, parle, talk, talks

__all__ = ["conversation", "parle", "talk", "talks"]
