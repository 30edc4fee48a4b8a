"""What titles are like, as the recommender computed it."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, text

from core.storage.declarations import Told, declare
from core.storage.engine import metadata, owner

title_vectors = Table(
    "title_vectors",
    metadata,
    owner("titles", primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    info=declare(Told()),
)

features = Table(
    "features",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("titles", Integer, nullable=False, server_default=text("0")),
)
