"""What a title is called and told as, in each language, and every spelling it can be found by."""

from sqlalchemy import Column, Float, Index, Integer, String, Table

from core.storage.declarations import Told, declare
from core.storage.engine import metadata, owner

title_texts = Table(
    "title_texts",
    metadata,
    owner("titles", primary_key=True),
    Column("language", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("overview", String, nullable=False, server_default=""),
    Column("tagline", String),
    Column("trailer", String),
    info=declare(Told(name=True)),
)

alternative_titles = Table(
    "alternative_titles",
    metadata,
    owner("titles", primary_key=True),
    Column("name", String, primary_key=True),
    sqlite_with_rowid=False,
    info=declare(Told()),
)

# ``folded`` as by core.words.folding.fold; ``weight`` says how likely somebody means this title by
# this name.
title_names = Table(
    "title_names",
    metadata,
    Column("id", Integer, primary_key=True),
    owner("titles", index=True),
    Column("folded", String, nullable=False),
    Column("weight", Float, nullable=False, server_default="0"),
    Index("ix_title_names_folded", "folded", "weight", "title_id"),
    Index("ix_title_names_weight", "weight"),
    info=declare(Told(name=True)),
)
