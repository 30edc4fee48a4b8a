"""Ordinary requests, each of three conditions, find enough in the embedded catalogue with no
condition given up.
"""

from datetime import date
from pathlib import Path

import pytest

from core.capabilities.suggesting.intents import Recommend
from core.dialogue.turn import Utterance
from core.films.finding.catalogue import load_names
from core.films.importing.entry import CERTIFICATION_RANKS
from core.films.recommending.recommender import Recommender
from core.films.recommending.request import Request
from core.films.taxonomy.taxonomy import meaning, top_level
from core.films.titles.titles import Titles
from core.films.titles.values import Title
from core.films.wishes.wish import CERTIFICATIONS, Wish
from core.storage.store import Store
from core.understanding.readers import Offline
from core.words.text import fold

TODAY = date(2026, 11, 20)
CONDITIONS, CARDS, ENOUGH = 3, 5, 0.9


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_requests_of_three_conditions_find_five_titles(library: Store, language: str) -> None:
    understander, recommender = Offline(await load_names(library)), Recommender(library)
    requests = Path(__file__).with_name(f"requests.{language}.txt").read_text("utf-8").splitlines()
    failed = []
    for request in requests:
        intent = understander.read(Utterance(request, language, TODAY)).intent
        wish = intent.wish if isinstance(intent, Recommend) else Wish()
        found = await recommender.find(Request(wish, relax=False, limit=CARDS))
        titles = (
            await library.of(Titles).get([pick.title_id for pick in found.picks], "en")
        ).values()
        fitting = sum(fits(title, wish) for title in titles)
        if fitting < CARDS or conditions(wish) < CONDITIONS:
            failed.append(f"{request}: {fitting} of {found.total}, {wish.to_dict()}")
    assert len(requests) == 100
    assert len(failed) <= (1 - ENOUGH) * len(requests), "\n".join(failed)


def conditions(wish: Wish) -> int:
    """How many things a wish asks for; a span of years or of minutes is one, and so are several
    languages or countries.
    """
    bounds = (
        (wish.year_from, wish.year_to),
        (wish.runtime_min, wish.runtime_max),
        (wish.rating_min,),
        (wish.certification_max,),
        wish.languages + wish.countries,
        (wish.kind,),
        (wish.sort,),
    )
    return (
        len(wish.genres)
        + len(wish.themes)
        + sum(any(value is not None for value in values) for values in bounds)
    )


def fits(title: Title, wish: Wish) -> bool:
    """Whether the title is all that the wish says, as one would judge by its card."""
    return (
        wish.kind in (None, title.kind)
        and within(title.year, wish.year_from, wish.year_to)
        and within(title.runtime, wish.runtime_min, wish.runtime_max)
        and within(title.imdb_rating, wish.rating_min, None)
        and (not wish.languages or title.language in wish.languages)
        and (not wish.countries or bool({*wish.countries} & {*title.countries}))
        and all_or_any("genres" in wish.any, [genre in of_genres(title) for genre in wish.genres])
        and all_or_any("themes" in wish.any, [about(title, theme) for theme in wish.themes])
        and (wish.certification_max is None or for_all(title, wish.certification_max))
        and not any(genre in of_genres(title) for genre in wish.not_genres)
    )


def within(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def all_or_any(alternatives: bool, tests: list[bool]) -> bool:
    return any(tests) if alternatives and tests else all(tests)


def of_genres(title: Title) -> set[str]:
    return {*title.genres, *map(top_level, title.genres)}


def about(title: Title, typed: str) -> bool:
    what = meaning(typed)
    if what.text:
        return {*fold(what.text).split()} <= {*fold(title.overview).split()}
    return bool({*what.themes} & {*title.themes} or {*what.genres} & {*title.genres})


def for_all(title: Title, certification: str) -> bool:
    return CERTIFICATION_RANKS.get(title.certification or "", 99) <= CERTIFICATIONS.index(
        certification
    )
