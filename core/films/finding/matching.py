"""How well a name fits what was typed, and which of several titles are meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from core.films.finding.name_index import IndexedName
from core.films.finding.search import SpelledTitle
from core.films.finding.thresholds import (
    NAMESAKES_APART,
    PART_LETTERS,
    PREFIX,
    SUBSTRING,
    SUBSTRING_LETTERS,
    WHOLE_WORDS,
    part_likeness,
)
from core.films.titles.values import Kind


@dataclass(frozen=True, slots=True)
class Hit:
    """A title under one of its names: the likeness to what was typed, 0 to 100, and how well known
    the title is by that name.
    """

    title_id: int
    score: float
    weight: float
    kind: str
    year: int | None


def hit_of(title: SpelledTitle, score: float) -> Hit:
    """The hit of a spelling in the database."""
    return Hit(title.title_id, score, title.weight, title.kind, title.year)


def hit_of_name(named: IndexedName, score: float) -> Hit:
    """The hit of a name in memory."""
    return Hit(named.id or 0, score, named.weight, named.media or "movie", named.year)


def of_year(hit: Hit, year: int) -> bool:
    """Whether a hit is of that year, give or take one."""
    return hit.year is not None and abs(hit.year - year) <= 1


def fitting(hits: Iterable[Hit], year: int | None, kind: Kind | None) -> list[Hit]:
    """The hits of the kind; of these those of the year, else of a year next to it, if any."""
    found = _of_kind(hits, kind)
    return found if year is None else _of_nearest_year(found, year)


def _of_kind(hits: Iterable[Hit], kind: Kind | None) -> list[Hit]:
    return [hit for hit in hits if kind is None or hit.kind == kind]


def _of_nearest_year(hits: list[Hit], year: int) -> list[Hit]:
    same_year = [hit for hit in hits if hit.year == year]
    return same_year or [hit for hit in hits if of_year(hit, year)] or hits


def namesakes(hits: list[Hit]) -> list[Hit]:
    """The exact hits that may be meant: those by the very name, if any, that are not far less known
    than the best known.
    """
    top = max((hit.score for hit in hits), default=0.0)
    return _well_known([hit for hit in hits if hit.score == top])


def _well_known(hits: list[Hit]) -> list[Hit]:
    """Those that are not far less known than the best known."""
    heaviest = max((hit.weight for hit in hits), default=0.0)
    return [hit for hit in hits if hit.weight >= heaviest - NAMESAKES_APART]


def best(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Each title once, under its best name; of equally good names the best known first."""
    once: dict[int, Hit] = {}
    for hit in sorted(hits, key=_rank):
        once.setdefault(hit.title_id, hit)
    return list(once.values())[:limit]


def _rank(hit: Hit) -> tuple[int, float, int]:
    """Likeness and fame together: ten times the votes are worth half a point."""
    return -round(hit.score + hit.weight / 2), -hit.weight, hit.title_id


def likeness(key: str, other: str) -> float:
    """How alike two names are, 0 to 100: by edits, or as a part of the longer one."""
    score = fuzz.ratio(key, other)
    if len(key) >= PART_LETTERS and other.startswith(key):
        return max(score, part_likeness(PREFIX, key, other))
    if len(key) >= PART_LETTERS and f" {key} " in f" {other} ":
        return max(score, part_likeness(WHOLE_WORDS, key, other))
    return max(score, SUBSTRING) if len(key) >= SUBSTRING_LETTERS and key in other else score
