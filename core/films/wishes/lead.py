"""The one short line that says what was understood: "Comedies, heist, 1990s, under 2 h"."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.criterion import Place, Words
from core.films.wishes.wish import Wish
from core.films.wording import genre_name, theme_name
from core.words.speech import Speech, capital


def lead(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words, its first letter in upper case; plain "Films and series" for one that asks
    for nothing.
    """
    said = [words for words in _words(wish, t, criteria) if words.place is not Place.NOUN]
    return capital(", ".join(filter(None, [_head(wish, t), *_texts(said, t)])))


def conditions(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words for the middle of a sentence."""
    return ", ".join(_texts(_words(wish, t, criteria), t))


def token(value: str, t: Speech) -> str:
    """One value, as reasons name it: a genre, a theme, a decade ("1990s"), a rating ("8.5") or a
    name.
    """
    if value[:1].isdigit() and value[1:2] == ".":
        return t.rating(float(value))
    if value.endswith("0s") and value[:4].isdigit():
        return t("lead.decade", year=value[:4])
    name = genre_name(value, t)
    return name if name != value else theme_name(value, t)


def given_up(field: str, value: str, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """What was let go of, by the field or criterion it belongs to."""
    let_go = criteria.named(field).let_go
    assert let_go, f"{field} never gives way"
    return let_go(value, t)


def _head(wish: Wish, t: Speech) -> str:
    kind = wish.kind or "both"
    if not wish.genres:
        return "" if wish.like and not wish.kind else t(f"head.{kind}")
    if len(wish.genres) == 1:
        slug = wish.genres[0]
        names = {
            "genres": t(f"genres.{slug}"),
            "films": t(f"films.{slug}"),
            "genre": genre_name(slug, t),
        }
        return t("head.genre" if kind == "both" else f"head.genre_{kind}", **names)
    joint = "or" if "genres" in wish.any else "and"
    return t(
        f"head.several_{kind}", genres=t.listing((genre_name(one, t) for one in wish.genres), joint)
    )


def _words(wish: Wish, t: Speech, criteria: Criteria) -> list[Words]:
    """What every criterion says, in the order of a line."""
    said = chain.from_iterable(row.words(wish, t) for row in criteria)
    return sorted(said, key=attrgetter("place"))


def _texts(said: Iterable[Words], t: Speech) -> Iterator[str]:
    """The parts of a line; what is not wanted is one of them."""
    unwanted = [words.text for words in said if words.place is Place.UNWANTED]
    for words in said:
        if words.place is not Place.UNWANTED:
            yield words.text
        elif unwanted:
            yield t("lead.no", things=t.listing(unwanted, "or"))
            unwanted = []
