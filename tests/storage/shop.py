"""A few titles and people for storage tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from core.dialogue.sessions import Users
from core.dialogue.user import User
from core.films.importing.entry import Entry
from core.films.importing.rows import catalogue_work
from core.storage.engine import Change
from core.storage.store import Store

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def entry(name: str, number: int, **facts: Any) -> Entry:
    """A film with what every film needs, and ``facts``."""
    plain = {
        "kind": "movie",
        "imdb_id": f"tt{number:07d}",
        "original_title": name,
        "year": 1995,
        "genres": ["drama"],
    }
    return Entry.model_validate(plain | {"texts": {"en": {"title": name}}} | facts)


HEAT = entry(
    "Heat",
    113277,
    runtime=170,
    genres=["crime", "thriller"],
    imdb_rating=8.3,
    imdb_votes=790_000,
    directors=["Michael Mann"],
    cast=[{"name": "Al Pacino", "character": "Vincent"}, {"name": "Robert De Niro"}],
)
ALIEN = entry(
    "Alien",
    78748,
    year=1979,
    runtime=117,
    genres=["horror", "science-fiction"],
    imdb_rating=8.5,
    imdb_votes=1_000_000,
    directors=["Ridley Scott"],
    franchise={"slug": "alien", "en": "Alien", "fr": "Alien"},
)
AMELIE = entry(
    "Le Fabuleux Destin d'Amélie Poulain",
    211915,
    year=2001,
    runtime=122,
    genres=["comedy", "romance", "magical-realism"],
    imdb_rating=8.3,
    imdb_votes=810_000,
    directors=["Jean-Pierre Jeunet"],
    language="fr",
    texts={
        "en": {"title": "Amélie", "overview": "A shy waitress meddles."},
        "fr": {
            "title": "Le Fabuleux Destin d'Amélie Poulain",
            "overview": "Une serveuse timide s'en mêle.",
        },
    },
)
TWIN_PEAKS = entry(
    "Twin Peaks",
    98936,
    kind="tv",
    year=1990,
    runtime=47,
    episodes=30,
    genres=["crime", "mystery"],
    imdb_rating=8.7,
    imdb_votes=220_000,
    creators=["David Lynch"],
)


def sql(statement: str) -> Change:
    """A change in plain SQL."""

    def change(connection: Connection) -> None:
        connection.execute(text(statement))

    return change


async def stock(store: Store, *entries: Entry) -> dict[str, int]:
    """Put titles into a store; their ids by original title."""
    await store.write(catalogue_work(entries or (HEAT, ALIEN, AMELIE, TWIN_PEAKS), "test"))
    rows = await store.rows("SELECT original_title, id FROM titles")
    return {row[0]: row[1] for row in rows}


async def meet(store: Store, name: str = "ann") -> User:
    """Somebody who writes for the first time."""
    return await store.of(Users).create("test", name, now=NOON)
