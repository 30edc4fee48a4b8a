"""References to titles that people paste instead of a name: ids, links and names of files."""

import asyncio
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from re import Match, Pattern
from typing import TYPE_CHECKING
from urllib.parse import unquote

from core.errors import Missing, Unavailable
from core.films.finding.search import NameSearch
from core.films.finding.title_finder import TitleFinder
from core.films.titles.titles import Titles
from core.films.titles.values import Kind, TitleName
from core.storage.store import Store

if TYPE_CHECKING:
    from core.films.sources.source import LiveSource


@dataclass(frozen=True, slots=True)
class TitleReference:
    """What stands in a text from ``start`` to ``end``: a title by its id at IMDb or TMDB, or by a
    name that was made fit for an address. A link to anything else has none of these.
    """

    start: int
    end: int
    imdb_id: str | None = None
    tmdb_id: int | None = None
    name: str = ""
    year: int | None = None
    kind: Kind | None = None

    def of(self, text: str) -> str:
        """The reference as it stands in the text."""
        return text[self.start : self.end]


_DATA = tomllib.loads(files("core.films.data").joinpath("references.toml").read_text("utf-8"))
_KINDS: dict[str, Kind] = _DATA["kinds"]
_HOST = r"(?:https?://)?(?:[\w-]+\.)*"
_PAGES = tuple(re.compile(_HOST + page, re.IGNORECASE) for page in _DATA["pages"])
_LINK = re.compile(
    rf"https?://\S+|(?<![\w.@])(?:[\w-]+\.)*(?:{'|'.join(_DATA['sites'])})/\S+", re.IGNORECASE
)
_IMDB_ID = re.compile(r"(?<![\w/])tt\d{7,9}(?!\w)", re.IGNORECASE)
# The name of a title, its year or episode, and after these a tag.
_FILE = re.compile(
    r"(?<!\S)(?P<name>[^\s/]+)[._]"
    r"(?:\(?(?P<year>(?:19|20)\d\d)\)?|s\d{1,2}(?P<episode>e\d{1,3})?)"
    rf"(?=[._-](?:\S*[._-])?(?:{'|'.join(_DATA['tags'])})\b)\S*",
    re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"(?P<name>.+) (?P<year>(?:19|20)\d\d)")
_QUALIFIED = re.compile(r"(?P<name>.+?) \((?:(?P<year>(?:19|20)\d\d)[^)]*|[^)]*)\)")
_AROUND = ".,;:!?)]}>»”\"'"


def references(text: str) -> list[TitleReference]:
    """The references in a text, in order."""
    links = list(_links(text))
    others = [*_ids(text), *_files(text)]
    apart = (one for one in others if not any(_within(one, link) for link in links))
    return sorted([*links, *apart], key=lambda one: one.start)


def _within(one: TitleReference, other: TitleReference) -> bool:
    return one.start < other.end and other.start < one.end


def _links(text: str) -> Iterator[TitleReference]:
    for found in _LINK.finditer(text):
        address = found[0].rstrip(_AROUND)
        yield _page(address, found.start())


def _page(address: str, start: int) -> TitleReference:
    """A link as the page of a title, if it is one."""
    end = start + len(address)
    page = next(filter(None, (page.match(address) for page in _PAGES)), None)
    if page is None:
        return TitleReference(start, end)
    told = page.groupdict()
    kind = _KINDS.get((told.get("kind") or "").lower())
    if imdb_id := told.get("imdb"):
        return TitleReference(start, end, imdb_id=imdb_id.lower())
    if tmdb_id := told.get("tmdb"):
        return TitleReference(start, end, tmdb_id=int(tmdb_id), kind=kind)
    name, year = _dated(_spaced(told["name"]), _QUALIFIED, _YEAR_AT_END)
    return TitleReference(start, end, name=name, year=year, kind=kind)


def _ids(text: str) -> Iterator[TitleReference]:
    for found in _IMDB_ID.finditer(text):
        yield TitleReference(*found.span(), imdb_id=found[0].lower())


def _files(text: str) -> Iterator[TitleReference]:
    for found in _FILE.finditer(text):
        name = _spaced(found["name"].replace(".", " "))
        kind: Kind | None = None if found["year"] else "tv"
        yield TitleReference(*found.span(), name=name, year=_number(found), kind=kind)


def _spaced(slug: str) -> str:
    """The words of a name in an address."""
    return " ".join(re.sub(r"[_-]+", " ", unquote(slug)).split())


def _dated(name: str, *shapes: Pattern[str]) -> tuple[str, int | None]:
    """A name and the year that stands behind it."""
    for shape in shapes:
        if found := shape.fullmatch(name):
            return found["name"], _number(found)
    return name, None


def _number(found: Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


class References:
    """Finds the titles that references lead to: in the tables, or else at TMDB."""

    def __init__(self, store: Store, finder: TitleFinder, source: "LiveSource | None") -> None:
        self._store = store
        self._finder = finder
        self._source = source

    async def spelled_out(self, text: str, language: str) -> str:
        """The text with the names of titles in place of references; ids and links that lead to no
        title stay as they are.
        """
        found = references(text)
        titles = await asyncio.gather(*(self.title(one, language) for one in found))
        for reference, title in reversed(list(zip(found, titles, strict=True))):
            name = _written(title) if title else reference.name
            text = text[: reference.start] + (name or reference.of(text)) + text[reference.end :]
        return text

    async def title(self, reference: TitleReference, language: str) -> TitleName | None:
        """The title a reference leads to, or None."""
        if reference.name:
            return await self._named(reference, language)
        title_id = await self._known(reference) or await self._asked(reference)
        if title_id is None:
            return None
        return (await self._store.of(Titles).names([title_id], language)).get(title_id)

    async def _named(self, reference: TitleReference, language: str) -> TitleName | None:
        """By its name and year. What looks like a year may be the end of the name."""
        name, year = reference.name, reference.year
        whole = await self._exactly(f"{name} {year}", None, reference, language) if year else None
        return whole or await self._exactly(name, year, reference, language)

    async def _exactly(
        self, name: str, year: int | None, reference: TitleReference, language: str
    ) -> TitleName | None:
        matches = await self._finder.search(name, year, reference.kind, language, 1)
        return matches[0].title if matches and matches[0].exact else None

    async def _known(self, reference: TitleReference) -> int | None:
        search = self._store.of(NameSearch)
        if reference.imdb_id:
            return await search.of_imdb(reference.imdb_id)
        if reference.tmdb_id and reference.kind:
            return await search.of_tmdb(reference.kind, reference.tmdb_id)
        return None

    async def _asked(self, reference: TitleReference) -> int | None:
        if self._source is None:
            return None
        try:
            if reference.imdb_id:
                return await self._source.of_imdb(reference.imdb_id)
            if reference.tmdb_id and reference.kind:
                return await self._source.of_tmdb(reference.kind, reference.tmdb_id)
        except (Missing, Unavailable):
            return None
        return None


def _written(title: TitleName) -> str:
    return f"{title.name} ({title.year})" if title.year else title.name
