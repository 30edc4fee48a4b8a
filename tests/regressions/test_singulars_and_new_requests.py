"""A zombie movie was read as French, then as the film called Zombie; "a good thriller" was added to
what was asked before.
"""

from typing import Any

import pytest

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.films.finding.name_index import IndexedName, NameIndex
from core.understanding.readers import Offline
from tests.understanding.conftest import TODAY, read

COMEDIES = {"kind": "movie", "genres": ["comedy"], "year_from": 1990, "year_to": 1999}


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("a zombie comedy", {"genres": ["comedy"], "themes": ["zombies"]}),
        ("a vampire comedy", {"genres": ["comedy"], "themes": ["vampires"]}),
        ("a zombie movie", {"kind": "movie", "themes": ["zombies"]}),
    ],
)
def test_one_zombie_is_as_english_as_two(said: str, wish: dict[str, Any]) -> None:
    assert read(said) == {"intent": "recommend", "wish": wish}


@pytest.mark.parametrize(
    ("said", "intent"), [("a zombie movie", "recommend"), ("the Zombie movie", "find_title")]
)
def test_a_theme_is_no_title_unless_it_has_a_capital(said: str, intent: str) -> None:
    names = NameIndex()
    names.add("Zombie", IndexedName("title", "Dawn of the Dead", 1, 1978, "movie", 9.0))
    assert (
        ROUTER.reading(Offline(names).read(Utterance(said, "en", TODAY)).intent)["intent"] == intent
    )


@pytest.mark.parametrize(
    "said",
    ["a film by Stanley Kubrick", "a good thriller", "a short film noir", "une bonne comédie"],
)
def test_a_request_with_an_article_begins_anew(said: str) -> None:
    assert read(said, COMEDIES)["intent"] == "recommend"


@pytest.mark.parametrize(
    "said",
    ["a bit of romance", "un peu d'action", "a good one", "a longer film", "un thriller plutôt"],
)
def test_a_change_with_an_article_remains_a_change(said: str) -> None:
    assert read(said, COMEDIES)["intent"] == "refine"
