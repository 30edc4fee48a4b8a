"""What the names in a wish are at TMDB: people, keywords and streaming services by id."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from core.clients.tmdb import Tmdb
from core.clients.tmdb_answers import Thing
from core.errors import Missing, Unavailable
from core.films.titles.people import People
from core.films.titles.values import Kind
from core.films.titles.watching import is_called
from core.films.wishes.criteria.tmdb import TmdbNames
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.folding import fold

T = TypeVar("T")


async def known_names(
    tmdb: Tmdb, store: Store, kind: Kind, wish: Wish, region: str | None
) -> TmdbNames:
    """Ids of everything a wish names, as far as TMDB tells them."""
    themes = (*wish.themes, *wish.not_themes)
    people, keywords, providers = await asyncio.gather(
        asyncio.gather(*(_person(tmdb, store, name) for name in wish.people)),
        asyncio.gather(*(_keyword(tmdb, theme) for theme in themes)),
        _providers(tmdb, kind, wish, region),
    )
    return TmdbNames(
        {name: number for name, number in zip(wish.people, people, strict=True) if number},
        {theme: number for theme, number in zip(themes, keywords, strict=True) if number},
        providers,
        region,
    )


async def _person(tmdb: Tmdb, store: Store, name: str) -> int | None:
    """Their id as the credits have it, else of the first whom TMDB knows by that name."""
    for person in await store.of(People).named(name):
        if person.tmdb_id:
            return person.tmdb_id
    found = await _told(tmdb.people(name))
    return _same(found, name) or (found[0].id if found else None)


async def _keyword(tmdb: Tmdb, theme: str) -> int | None:
    return _same(await _told(tmdb.keywords(theme)), theme)


def _same(things: tuple[Thing, ...], name: str) -> int | None:
    return next((thing.id for thing in things if fold(thing.name) == fold(name)), None)


async def _providers(tmdb: Tmdb, kind: Kind, wish: Wish, region: str | None) -> tuple[int, ...]:
    if not wish.providers or not region:
        return ()
    there = await _told(tmdb.providers(kind, region))
    return tuple(
        one.id for one in there if any(is_called(one.name, asked) for asked in wish.providers)
    )


async def _told(asking: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
    """What TMDB tells; nothing rather than an error, for one name is not all of a wish."""
    try:
        return await asking
    except (Missing, Unavailable):
        return ()
