"""How well a name fits what somebody typed, and which of several titles are meant."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from core.films.finding.name_index import IndexedName
from core.films.finding.search import SpelledTitle
from core.films.titles.values import Kind

# Two titles of one name are both meant, perhaps, unless one of them is forty times better known.
_NAMESAKES = 1.6
_OPENING, _INSIDE, _WITHIN = 93.0, 86.0, 81.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A title under one of its names: how alike that is to what was typed, 0 to 100, and how well
    known the title is.
    """

    title_id: int
    score: float
    weight: float
    kind: str
    year: int | None


def hit_of(one: SpelledTitle, score: float) -> Hit:
    """A spelling of the database."""
    return Hit(one.title_id, score, one.weight, one.kind, one.year)


def hit_of_name(named: IndexedName, score: float) -> Hit:
    """A name of the index in memory."""
    return Hit(named.id or 0, score, named.weight, named.media or "movie", named.year)


def of_year(hit: Hit, year: int) -> bool:
    """Whether it is of that year, give or take one."""
    return hit.year is not None and abs(hit.year - year) <= 1


def fitting(hits: list[Hit], year: int | None, kind: Kind | None) -> list[Hit]:
    """Those of the kind; and of the year, give or take one, if any are."""
    right = [hit for hit in hits if kind is None or hit.kind == kind]
    if year is None:
        return right
    return (
        [hit for hit in right if hit.year == year]
        or [hit for hit in right if of_year(hit, year)]
        or right
    )


def namesakes(hits: list[Hit]) -> list[Hit]:
    """Of exact hits those that may be meant: by the very name, if any, and not too little known
    beside the best known.
    """
    if not hits:
        return []
    top = max(hit.score for hit in hits)
    very = [hit for hit in hits if hit.score == top]
    heaviest = max(hit.weight for hit in very)
    return [hit for hit in very if hit.weight >= heaviest - _NAMESAKES]


def best(hits: list[Hit], limit: int) -> list[Hit]:
    """Each title once under its best name; of equally good names the best known first."""
    ordered = sorted(
        hits, key=lambda hit: (-round(hit.score + hit.weight / 2), -hit.weight, hit.title_id)
    )
    once: dict[int, Hit] = {}
    for hit in ordered:
        once.setdefault(hit.title_id, hit)
    return list(once.values())[:limit]


def likeness(key: str, other: str) -> float:
    """How alike two names are: by edits, or as the beginning or an inner part of the longer one,
    the fuller the better.
    """
    score = fuzz.ratio(key, other)
    if len(key) >= 5 and other.startswith(key):
        return max(score, _OPENING + 4 * len(key) / len(other) - 1)
    if len(key) >= 5 and f" {key} " in f" {other} ":
        return max(score, _INSIDE + 4 * len(key) / len(other) - 1)
    return max(score, _WITHIN) if len(key) >= 8 and key in other else score
