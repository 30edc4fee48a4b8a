"""TMDB's ids for the names in a wish: people, keywords and streaming services."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from core.clients.tmdb import Tmdb
from core.clients.tmdb_answers import Thing
from core.errors import Missing, Unavailable
from core.films.titles.people import People
from core.films.titles.values import Kind
from core.films.titles.watching import is_called
from core.films.wishes.criteria.criterion import TmdbNames
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.text import fold

T = TypeVar("T")


async def known_names(
    tmdb: Tmdb, store: Store, kind: Kind, wish: Wish, region: str | None
) -> TmdbNames:
    """The ids of everything a wish names, as far as TMDB knows it."""
    themes = (*wish.themes, *wish.not_themes)
    people, keywords, providers = await asyncio.gather(
        _ids(wish.people, lambda name: _person(tmdb, store, name)),
        _ids(themes, lambda theme: _keyword(tmdb, theme)),
        _providers(tmdb, kind, wish, region),
    )
    return TmdbNames(people, keywords, providers, region)


async def _ids(
    names: Iterable[str], find: Callable[[str], Awaitable[int | None]]
) -> dict[str, int]:
    """The ids that were found, by name."""
    listed = list(names)
    ids = await asyncio.gather(*map(find, listed))
    return {name: number for name, number in zip(listed, ids, strict=True) if number}


async def _person(tmdb: Tmdb, store: Store, name: str) -> int | None:
    """The id in the credits, else that of the person TMDB finds first."""
    for person in await store.of(People).named(name):
        if person.tmdb_id:
            return person.tmdb_id
    found = await _or_nothing(tmdb.people(name))
    return _same(found, name) or (found[0].id if found else None)


async def _keyword(tmdb: Tmdb, theme: str) -> int | None:
    return _same(await _or_nothing(tmdb.keywords(theme)), theme)


def _same(things: tuple[Thing, ...], name: str) -> int | None:
    return next((thing.id for thing in things if fold(thing.name) == fold(name)), None)


async def _providers(tmdb: Tmdb, kind: Kind, wish: Wish, region: str | None) -> tuple[int, ...]:
    if not wish.providers or not region:
        return ()
    offered = await _or_nothing(tmdb.providers(kind, region))
    return tuple(one.id for one in offered if _is_asked(one.name, wish.providers))


def _is_asked(provider: str, asked: tuple[str, ...]) -> bool:
    return any(is_called(provider, name) for name in asked)


async def _or_nothing(answer: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
    """TMDB's answer, or nothing: one unknown name does not spoil a whole wish."""
    try:
        return await answer
    except (Missing, Unavailable):
        return ()
