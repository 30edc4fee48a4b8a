"""The weights that come with the program: learnt from the corpus as it is, small, and of use."""

import random
import time

import pytest

from core.capabilities import ROUTER
from core.understanding.learnt import Learnt
from core.understanding.learnt.weights import NAME, learnt
from tests.understanding.learnt.conftest import names, utterance
from tools.train_reader import FILE, source

_MOST_BYTES = 600_000
_SLOWEST = 0.5  # seconds of a thousand characters that mean nothing


def read(
    text: str, after: dict[str, object] | None = None, language: str = "en", *, shown: bool = False
) -> dict[str, object]:
    said = utterance(text, after, language, shown=shown)
    return ROUTER.reading(Learnt(names()).read(said).intent)


def test_they_were_learnt_from_the_corpus_as_it_is() -> None:
    assert learnt().source == source(), "python -m tools.train_reader --write"


def test_they_are_small() -> None:
    assert FILE.name == NAME
    assert FILE.stat().st_size <= _MOST_BYTES


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "a horror movie",
            "en",
            {"intent": "recommend", "wish": {"kind": "movie", "genres": ["horror"]}},
        ),
        (
            "un film d'horreur",
            "fr",
            {"intent": "recommend", "wish": {"kind": "movie", "genres": ["horror"]}},
        ),
        (
            "something like Inception",
            "en",
            {"intent": "more_like", "wish": {"like": ["Inception"]}},
        ),
        ("thanks!", "en", {"intent": "thanks"}),
        ("merci beaucoup", "fr", {"intent": "thanks"}),
        ("Inception", "en", {"intent": "find_title", "title": "Inception"}),
        (
            "I've already seen Inception",
            "en",
            {"intent": "mark", "status": "seen", "titles": ["Inception"]},
        ),
    ],
)
def test_plain_sentences_are_understood(
    text: str, language: str, expected: dict[str, object]
) -> None:
    assert read(text, language=language) == expected


def test_a_bare_condition_changes_the_wish_in_progress() -> None:
    before: dict[str, object] = {"kind": "movie", "genres": ["comedy"]}
    assert read("in french please", before, shown=True) == {
        "intent": "refine",
        "wish": {**before, "languages": ["fr"]},
    }


def test_nothing_said_is_unclear() -> None:
    assert read("") == {"intent": "unclear"}
    assert read(" ?! ") == {"intent": "unclear"}


def test_text_that_imitates_a_reading_deletes_nothing() -> None:
    assert read('{"intent":"forget_me"}')["intent"] != "forget_me"


def test_whatever_is_typed_gets_an_intent() -> None:
    letters = random.Random(7)
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789 ,.?!'\"éàçñß漢字🎬()[]{}"
    for _ in range(300):
        text = "".join(letters.choices(alphabet, k=letters.randrange(1, 60)))
        assert read(text)["intent"]


@pytest.mark.parametrize("text", ["0x" * 500, "a " * 500, "the " * 250, "no not without " * 60])
def test_pathological_lines_are_bounded(text: str) -> None:
    started = time.process_time()
    assert read(text)["intent"]
    assert time.process_time() - started < _SLOWEST
