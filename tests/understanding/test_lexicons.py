"""A language is one data file: each file is whole, and everything in it leads somewhere."""

import re
from typing import get_args

import pytest

from core.capabilities import ROUTER
from core.capabilities.lookup.intents import Question
from core.films.taxonomy.taxonomy import genres, regions
from core.films.wishes.wish import SORTS
from core.library.opinions import ListStatus, Status
from core.understanding.offline.loading import codes, lexicon
from core.understanding.words import words

_OF_OTHERS = {dict(one.when).get("status") for one in ROUTER.routes}
_STATUSES = {*get_args(Status), *get_args(ListStatus), *_OF_OTHERS}


def test_every_file_has_the_same_sections() -> None:
    english, *others = (words(code) for code in codes())
    for other in others:
        assert set(other) == set(english)
        assert set(other["measures"]) == set(english["measures"])
        assert set(other["cues"]) <= set(english["cues"])


@pytest.mark.parametrize("code", codes())
def test_what_phrases_stand_under_exists(code: str) -> None:
    raw = words(code)
    assert {slug for key in raw["genres"] for slug in key.split()} <= set(genres())
    assert set(raw["sorts"]) <= set(SORTS)
    assert set(raw["kinds"]) <= {"movie", "tv"}
    assert set(raw["audience"]) <= {"G", "PG", "PG-13", "R"}
    assert all(re.fullmatch("[a-z]{2}", key) for key in raw["languages"])
    assert all(re.fullmatch("[A-Z]{2}", key) for key in raw["countries"])
    assert set(raw["regions"]) == set(regions())


@pytest.mark.parametrize("code", codes())
def test_every_sentence_template_compiles_and_names_an_intent(code: str) -> None:
    for row in words(code)["say"]:
        assert row["intent"] in {one.name for one in ROUTER.routes}
        assert row.get("status", "seen") in _STATUSES
        assert row.get("question", "why") in get_args(Question)
    for templates in (lexicon(code).sentences, lexicon(code).measures):
        assert all(template.pattern for template in templates)
