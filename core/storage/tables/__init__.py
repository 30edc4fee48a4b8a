"""Every table of the database, on one metadata."""

from core.storage.tables.base import Json, Moment, metadata
from core.storage.tables.chats import chat_people, chats
from core.storage.tables.dialogues import sessions, shelves
from core.storage.tables.genres import (
    genre_names,
    genres,
    theme_names,
    themes,
    title_genres,
    title_themes,
)
from core.storage.tables.identity import duplicate_titles, title_forwards
from core.storage.tables.links import links
from core.storage.tables.live import title_watch, watch_providers, withdrawn_titles
from core.storage.tables.marks import favourites, mark_changes, marks
from core.storage.tables.model_calls import model_calls, shared_model_calls
from core.storage.tables.operations import cached_answers, inbox, leases, pictures, state
from core.storage.tables.people import credits, people
from core.storage.tables.texts import alternative_titles, title_names, title_texts
from core.storage.tables.titles import franchise_names, franchises, title_countries, titles
from core.storage.tables.users import identities, users
from core.storage.tables.vectors import features, title_vectors

__all__ = [
    "Json",
    "Moment",
    "alternative_titles",
    "cached_answers",
    "chat_people",
    "chats",
    "credits",
    "duplicate_titles",
    "favourites",
    "features",
    "franchise_names",
    "franchises",
    "genre_names",
    "genres",
    "identities",
    "inbox",
    "leases",
    "links",
    "mark_changes",
    "marks",
    "metadata",
    "model_calls",
    "people",
    "pictures",
    "sessions",
    "shared_model_calls",
    "shelves",
    "state",
    "theme_names",
    "themes",
    "title_countries",
    "title_forwards",
    "title_genres",
    "title_names",
    "title_texts",
    "title_themes",
    "title_vectors",
    "title_watch",
    "titles",
    "users",
    "watch_providers",
    "withdrawn_titles",
]
