"""The one short line that says what was understood: "Comedies, heist, 1990s, under 2 h"."""

from collections.abc import Callable, Iterator

from core.i18n import Speech, capital
from core.movies.vocabulary import is_mood
from core.movies.wish import Wish


def lead(wish: Wish, t: Speech) -> str:
    """A wish in words, its first letter in upper case; plain "Films and series" for one that asks
    for nothing.
    """
    return capital(", ".join(filter(None, [_head(wish, t), *_conditions(wish, t)])))


def conditions(wish: Wish, t: Speech) -> str:
    """A wish in words for the middle of a sentence."""
    return ", ".join([*_kinds(wish, t), *_conditions(wish, t)])


def token(value: str, t: Speech) -> str:
    """One value, as reasons name it: a genre, a theme, a decade ("1990s"), a rating ("8.5") or a
    name.
    """
    if value[:1].isdigit() and value[1:2] == ".":
        return t.rating(float(value))
    if value.endswith("0s") and value[:4].isdigit():
        return t("lead.decade", year=value[:4])
    name = t.genre(value)
    return name if name != value else t.theme(value)


def _head(wish: Wish, t: Speech) -> str:
    kind = wish.kind or "both"
    if not wish.genres:
        return "" if wish.like and not wish.kind else t(f"head.{kind}")
    if len(wish.genres) == 1:
        slug = wish.genres[0]
        names = {"genres": t(f"genres.{slug}"), "films": t(f"films.{slug}"), "genre": t.genre(slug)}
        return t("head.genre" if kind == "both" else f"head.genre_{kind}", **names)
    joint = "or" if "genres" in wish.any else "and"
    return t(f"head.several_{kind}", genres=t.listing(map(t.genre, wish.genres), joint))


def _kinds(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.kind:
        yield t(f"plain.{wish.kind}")
    yield from map(t.genre, wish.genres)


def _conditions(wish: Wish, t: Speech) -> Iterator[str]:
    for part in (
        _likeness,
        _themes,
        _time,
        _runtime,
        _figures,
        _places,
        _names,
        _exclusions,
        _order,
    ):
        yield from part(wish, t)


def _likeness(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.like:
        yield t("lead.like", titles=t.listing(wish.like))


def _themes(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.themes:
        joint = "or" if "themes" in wish.any else "and"
        yield t.listing(map(t.theme, wish.themes), joint)


def _time(wish: Wish, t: Speech) -> Iterator[str]:
    first, last = wish.year_from, wish.year_to
    if first and last:
        yield _period(first, last, t)
    elif first:
        yield t("lead.since", year=first)
    elif last:
        yield t("lead.until", year=last)


def _period(first: int, last: int, t: Speech) -> str:
    if first == last:
        return t("lead.year", year=first)
    if first % 10 == 0 and last == first + 9:
        return t("lead.decade", year=first)
    return t("lead.years", first=first, last=last)


def _runtime(wish: Wish, t: Speech) -> Iterator[str]:
    shortest, longest = wish.runtime_min, wish.runtime_max
    if shortest and longest:
        yield t("lead.between", shortest=t.minutes(shortest), longest=t.minutes(longest))
    elif longest:
        yield t("lead.under", time=t.minutes(longest))
    elif shortest:
        yield t("lead.over", time=t.minutes(shortest))


def _figures(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.rating_min:
        yield t("lead.rating", rating=t.rating(wish.rating_min))
    if wish.votes_min:
        yield t("lead.votes", votes=t.number(wish.votes_min))
    if wish.certification_max:
        yield t("lead.certification", certification=wish.certification_max)


def _places(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.languages:
        yield t("lead.in_language", languages=t.listing(map(t.tongue, wish.languages), "or"))
    if wish.countries:
        yield t("lead.from_country", countries=t.countries(wish.countries))
    if wish.providers:
        yield t("lead.on", providers=t.listing(wish.providers, "or"))


def _names(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.people:
        joint = "or" if "people" in wish.any else "and"
        yield t("lead.person", people=t.listing(wish.people, joint))


def _exclusions(wish: Wish, t: Speech) -> Iterator[str]:
    moods = tuple(theme for theme in wish.not_themes if is_mood(theme))
    if moods:
        yield t("lead.not", moods=t.listing(map(t.theme, moods), "nor"))
    themes = tuple(theme for theme in wish.not_themes if theme not in moods)
    unwanted: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
        (wish.not_genres, t.genre),
        (themes, t.theme),
        (wish.not_people, str),
        (wish.not_languages, t.tongue),
        (wish.not_providers, str),
    )
    things = [name(value) for values, name in unwanted for value in values]
    things += [t.countries(wish.not_countries)] if wish.not_countries else []
    if things:
        yield t("lead.no", things=t.listing(things, "or"))
    if wish.not_like:
        yield t("lead.not_like", titles=t.listing(wish.not_like))


def _order(wish: Wish, t: Speech) -> Iterator[str]:
    if wish.sort and wish.sort != "best":
        yield t(f"sort.{wish.sort}")
