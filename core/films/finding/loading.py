"""Loads the index of names at start."""

from core.films.finding.name_index import IndexedName, NameIndex
from core.films.finding.search import NameSearch
from core.films.titles.people import People
from core.films.titles.titles import Franchise, Titles
from core.films.titles.values import Kind
from core.storage.store import Store

CAP = 100_000  # spellings of each kind, which bounds the memory they take


async def load_names(store: Store, cap: int = CAP) -> NameIndex:
    """The names users most likely say: the catalogue's, at most ``cap`` of each kind, and those
    that come with the program.
    """
    names = NameIndex.known()
    await _add_titles(store, names, cap)
    await _add_franchises(store, names)
    for person in await store.of(People).names_index(cap):
        names.add(person.name, IndexedName("person", person.name, person.id))
    return names


async def _add_titles(store: Store, names: NameIndex, cap: int) -> None:
    for title in await store.of(NameSearch).index(cap):
        media: Kind = "tv" if title.kind == "tv" else "movie"
        named = IndexedName("title", title.name, title.title_id, title.year, media, title.weight)
        names.add(title.folded, named)


async def _add_franchises(store: Store, names: NameIndex) -> None:
    for franchise in await store.of(Titles).franchises():
        shown = franchise.names.get("en", franchise.slug)
        named = IndexedName("franchise", shown, franchise.id)
        for spelled in {shown, *_spellings(franchise)}:
            names.add(spelled, named)


def _spellings(franchise: Franchise) -> tuple[str, ...]:
    """The names of a franchise in every language, and its slug as words."""
    return (franchise.slug.replace("-", " "), *franchise.names.values())
