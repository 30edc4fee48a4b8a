"""A wish in words, on one short line: "Comedies, heist, 1990s, under 2 h"."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.criterion import LeadPart, LeadPosition
from core.films.wishes.wish import Wish
from core.films.wording import genre_name, theme_name
from core.words.speech import Speech, capital


def lead(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words, capitalized; "Films and series" for an empty one."""
    parts = [part for part in _parts(wish, t, criteria) if part.position is not LeadPosition.NOUN]
    texts = [_head(wish, t), *_texts(parts, t)]
    return capital(", ".join(filter(None, texts)))


def conditions(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words for the middle of a sentence."""
    return ", ".join(_texts(_parts(wish, t, criteria), t))


def token(value: str, t: Speech) -> str:
    """One value of a reason: a genre, a theme, a decade ("1990s"), a rating ("8.5") or a name."""
    if value[:1].isdigit() and value[1:2] == ".":
        return t.rating(float(value))
    if value.endswith("0s") and value[:4].isdigit():
        return t("lead.decade", year=value[:4])
    name = genre_name(value, t)
    return name if name != value else theme_name(value, t)


def given_up(field: str, value: str, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A relaxed condition in words, by its field or criterion."""
    let_go = criteria.named(field).let_go
    assert let_go, f"{field} is never relaxed"
    return let_go(value, t)


def _head(wish: Wish, t: Speech) -> str:
    kind = wish.kind or "both"
    if not wish.genres:
        implied = wish.like and not wish.kind
        return "" if implied else t(f"head.{kind}")
    if len(wish.genres) == 1:
        return _one_genre(wish.genres[0], kind, t)
    joint = "or" if "genres" in wish.any else "and"
    names = [genre_name(slug, t) for slug in wish.genres]
    return t(f"head.several_{kind}", genres=t.listing(names, joint))


def _one_genre(slug: str, kind: str, t: Speech) -> str:
    key = "head.genre" if kind == "both" else f"head.genre_{kind}"
    return t(key, genres=t(f"genres.{slug}"), films=t(f"films.{slug}"), genre=genre_name(slug, t))


def _parts(wish: Wish, t: Speech, criteria: Criteria) -> list[LeadPart]:
    """The parts of the line, in order."""
    parts = chain.from_iterable(row.words(wish, t) for row in criteria)
    return sorted(parts, key=attrgetter("position"))


def _texts(parts: Iterable[LeadPart], t: Speech) -> Iterator[str]:
    """The texts of the parts. All that is unwanted forms one text."""
    listed = list(parts)
    unwanted = [part.text for part in listed if part.position is LeadPosition.UNWANTED]
    for part in listed:
        if part.position is not LeadPosition.UNWANTED:
            yield part.text
        elif unwanted:
            yield t("lead.no", things=t.listing(unwanted, "or"))
            unwanted = []
