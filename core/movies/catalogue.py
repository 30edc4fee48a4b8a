"""Titles, franchises and people by the names that people type: exact, in part, misspelt, in any language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from core.folding import fold
from core.movies.names import Named, Names, name_key
from core.movies.recommender import ANYTHING
from core.movies.titles import Kind, Title, TitleName
from core.movies.wish import Wish
from core.storage.filters import Ask
from core.storage.search import Spelt
from core.storage.store import Store

_ARTICLES = ("the", "a", "an", "le", "la", "les", "l", "un", "une")
# Two titles of one name are both meant, perhaps, unless one of them is forty times better known.
_NAMESAKES = 1.6
CAP = 100_000
# From this likeness on nothing better is looked for in the database; where all names are in memory, from less.
_SURE, _SURE_OF_ALL, _CUTOFF = 90.0, 80.0, 70.0
_OPENING, _INSIDE, _WITHIN = 93.0, 86.0, 81.0
_ARTICLE_APART = 98.0
_KNOWN_ENOUGH = 3.0
# What people add to the name of a franchise: "the Alien movies", "la saga Star Wars".
_AROUND = re.compile(
    r"^(?:(?:the|all|les|la|tous les) )?(?:(?:saga|trilogie|films|series?|collection)(?: (?:of|de|des|du|d))? )?"
    r"|(?: (?:movies?|films?|series|saga|trilogy|franchise|collection))+$"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A title found by name: how sure, from 0 to 100, and whether the name is exactly one of its names."""

    title: TitleName
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    title_id: int
    score: float
    weight: float
    kind: str
    year: int | None


class Catalogue:
    """Finds by name. ``names`` are the popular ones, in memory; the database knows all."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names
        self._beyond: bool | None = None

    async def search(
        self, text: str, *, year: int | None = None, kind: Kind | None = None, language: str = "en", limit: int = 8
    ) -> list[Match]:
        """Titles of that name, best first. Several exact ones are namesakes, each of which may be meant."""
        folded = fold(text)
        if not folded:
            return []
        exact = _fitting(await self._exact(folded), year, kind)
        hits = _namesakes(exact) or _fitting(await self._close(text, folded), year, kind)
        chosen = _best(hits, limit)
        names = await self._store.titles.names([hit.title_id for hit in chosen], language)
        return [Match(names[hit.title_id], hit.score, bool(exact)) for hit in chosen if hit.title_id in names]

    async def suggestions(self, typed: str, language: str, limit: int) -> list[TitleName]:
        """Titles somebody may be typing the name of: so called, beginning so, or nearly; before that, the popular ones."""
        key = name_key(fold(typed))
        if not key:
            ids = await self.trending(None, 0, limit)
        else:
            begun = self._names.beginning(typed, limit)
            ids = [named.id or 0 for named in sorted(begun, key=lambda named: name_key(named.name) != key)]
            if len(ids) < limit:
                ids += [match.title.id for match in await self.search(typed, language=language, limit=limit)]
        names = await self._store.titles.names(list(dict.fromkeys(ids))[:limit], language)
        return [names[title_id] for title_id in dict.fromkeys(ids) if title_id in names]

    async def franchise(self, name: str, language: str) -> list[TitleName]:
        """The titles of a franchise in order, or those whose names begin with the same words; nothing for a single title."""
        folded = fold(name)
        bare = _AROUND.sub("", folded) or folded
        for named in self._franchises(bare):
            if named.id is not None and len(found := await self._store.titles.franchise(named.id, language)) > 1:
                return found
        return await self._opening(bare, language) if len(bare) > 3 else []

    async def people(self, names: Iterable[str]) -> dict[str, list[int]]:
        """The people of each name, the best known first, misspellings forgiven; nobody for an unknown name."""
        found: dict[str, list[int]] = {}
        for name in names:
            known = await self._store.people.named(name)
            if not known:
                close = self._names.close(name, ("person",), 1, 85.0)
                known = await self._store.people.named(close[0][0].name) if close else []
            found[name] = [person.id for person in known]
        return found

    async def title(self, title_id: int, language: str) -> Title | None:
        """A whole title."""
        return (await self._store.titles.get([title_id], language)).get(title_id)

    async def titles(self, title_ids: Sequence[int], language: str) -> list[Title]:
        """Whole titles, in the order asked for; unknown ids are left out."""
        return list((await self._store.titles.get(title_ids, language)).values())

    async def trending(self, kind: Kind | None, person_id: int, limit: int = 40) -> list[int]:
        """What is most popular and not marked by the person."""
        ask = Ask(person_id, Wish(kind=kind, sort="popular"), floor=ANYTHING)
        pool = await self._store.candidates.pool(ask, limit)
        return [one.id for one in sorted(pool.candidates, key=lambda one: (-one.popularity, -(one.votes or 0), one.id))]

    async def _exact(self, folded: str) -> list[_Hit]:
        """Under this very name, or under it but for a leading article."""
        first, _, rest = folded.partition(" ")
        bare = rest if rest and first in _ARTICLES else folded
        spelt = await self._store.search.named([bare, *(f"{article} {bare}" for article in _ARTICLES)])
        hits = [_hit(one, 100.0 if one.folded == folded else _ARTICLE_APART) for one in spelt]
        return hits or await self._otherwise_known(folded)

    async def _otherwise_known(self, folded: str) -> list[_Hit]:
        """Under a nickname that comes with the program, of which the catalogue may have the title by its proper name."""
        known = {fold(named.name) for named in self._names.exact(folded)}
        return [_hit(one, 100.0) for one in await self._store.search.named(list(known))] if known else []

    async def _close(self, text: str, folded: str) -> list[_Hit]:
        """Nearly of this name: among the popular, and in the whole database where nothing popular is plainly meant."""
        close = self._names.close(text, ("title",), 20, _CUTOFF)
        hits = [_of_name(named, score) for named, score in close if named.id is not None]
        if hits and max(hit.score for hit in hits) >= (_SURE if await self._larger() else _SURE_OF_ALL):
            return hits
        key = name_key(folded)
        for lookup in (self._store.search.alike, self._store.search.holding):
            found = [_hit(one, _likeness(key, name_key(one.folded))) for one in await lookup(folded)]
            hits += [hit for hit in found if hit.score >= _CUTOFF]
            if hits:
                break
        return hits

    async def _larger(self) -> bool:
        """Whether the database knows names that are not in memory."""
        if self._beyond is None:
            self._beyond = await self._store.search.more_than(CAP)
        return self._beyond

    def _franchises(self, bare: str) -> list[Named]:
        return self._names.exact(bare, ("franchise",)) or [
            named for named, score in self._names.close(bare, ("franchise",), 3, 88.0) if score >= 88.0
        ]

    async def _opening(self, bare: str, language: str) -> list[TitleName]:
        names = [bare, *(f"{article} {bare}" for article in _ARTICLES)]
        spelt = await self._store.search.named(names, 10)
        for name in names[:2]:
            spelt += await self._store.search.opening(name)
        ids = dict.fromkeys(one.title_id for one in spelt if one.weight >= _KNOWN_ENOUGH)
        titles = await self._store.titles.names(list(ids), language)
        return sorted(titles.values(), key=lambda title: (title.year or 9999, title.id)) if len(titles) > 1 else []


def _hit(one: Spelt, score: float) -> _Hit:
    return _Hit(one.title_id, score, one.weight, one.kind, one.year)


def _of_name(named: Named, score: float) -> _Hit:
    return _Hit(named.id or 0, score, named.weight, named.media or "movie", named.year)


def _fitting(hits: list[_Hit], year: int | None, kind: Kind | None) -> list[_Hit]:
    """Those of the kind; and of the year, give or take one, if any are."""
    right = [hit for hit in hits if kind is None or hit.kind == kind]
    if year is None:
        return right
    return (
        [hit for hit in right if hit.year == year] or [hit for hit in right if hit.year and abs(hit.year - year) <= 1] or right
    )


def _namesakes(hits: list[_Hit]) -> list[_Hit]:
    """Of exact hits those that may be meant: by the very name, if any, and not too little known beside the best known."""
    if not hits:
        return []
    top = max(hit.score for hit in hits)
    very = [hit for hit in hits if hit.score == top]
    heaviest = max(hit.weight for hit in very)
    return [hit for hit in very if hit.weight >= heaviest - _NAMESAKES]


def _best(hits: list[_Hit], limit: int) -> list[_Hit]:
    """Each title once under its best name; of equally good names the best known first."""
    ordered = sorted(hits, key=lambda hit: (-round(hit.score + hit.weight / 2), -hit.weight, hit.title_id))
    once: dict[int, _Hit] = {}
    for hit in ordered:
        once.setdefault(hit.title_id, hit)
    return list(once.values())[:limit]


def _likeness(key: str, other: str) -> float:
    """How alike two names are: by edits, or as the beginning or an inner part of the longer one, the fuller the better."""
    score = fuzz.ratio(key, other)
    if len(key) >= 5 and other.startswith(key):
        return max(score, _OPENING + 4 * len(key) / len(other) - 1)
    if len(key) >= 5 and f" {key} " in f" {other} ":
        return max(score, _INSIDE + 4 * len(key) / len(other) - 1)
    return max(score, _WITHIN) if len(key) >= 8 and key in other else score


async def load_names(store: Store, cap: int = CAP) -> Names:
    """The names people most likely say: the catalogue's, at most ``cap`` of each kind, and those that come with the program."""
    names = Names.known()
    for row in await store.search.index(cap):
        media: Kind = "tv" if row.kind == "tv" else "movie"
        names.add(row.folded, Named("title", row.name, row.title_id, row.year, media, row.weight))
    for franchise in await store.titles.franchises():
        shown = franchise.names.get("en", franchise.slug)
        for spelled in {shown, franchise.slug.replace("-", " "), *franchise.names.values()}:
            names.add(spelled, Named("franchise", shown, franchise.id))
    for person in await store.people.names_index(cap):
        names.add(person.name, Named("person", person.name, person.id))
    return names
