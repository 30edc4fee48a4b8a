"""When the embedded understander is certain, and when somebody else had better be asked."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.errors import Unavailable
from core.understanding.readers import Certain
from tests.understanding.conftest import TODAY, understander
from tests.understanding.scoring import right

OFTEN, TRUSTED = 0.8, 0.95


def _certain(text: str, language: str = "en", wish: dict[str, Any] | None = None) -> bool:
    return understander().certainly(Utterance(text, language, TODAY, wish)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "thanks!",
        "undo",
        "another one",
        "surprise me",
        "what's on my watchlist",
        "seen it",
        "who directed it?",
        "",
        "a 90s heist comedy under two hours",
        "something like Amélie",
        "Alien meets Jaws",
        "I've seen Heat and Alien",
        "asdfgh",
        "Heat",
        "incepton",
        "who directed Heat?",
        "with Tilda Swinton",
        "un thriller coréen récent",
        "j'ai déjà vu Amélie",
    ],
)
def test_clear_sentences(text: str) -> None:
    assert _certain(text)


@pytest.mark.parametrize(
    "text",
    [
        "that one where the guy wakes up and it is the same day again",
        "ge tout",
        "1 or 3?",
        "what's the weather like",
        "something my cynical aunt would secretly adore",
        "films with Zed Blorp",
        "like Qwertzland",
        "I've seen Blorptown",
        "who's in the one we said yesterday",
        "un film avec une ambiance façon brocante pluvieuse",
    ],
)
def test_sentences_with_something_left_to_guess(text: str) -> None:
    assert not _certain(text)


async def test_who_is_not_certain_lets_the_next_one_read() -> None:
    sure = Certain(understander())
    assert (await sure.understand(Utterance("a comedy", "en", date(2026, 11, 20)))).by == "offline"
    with pytest.raises(Unavailable):
        await sure.understand(Utterance("the bloke with the thing", "en", date(2026, 11, 20)))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_certain_of_most_and_then_seldom_wrong(language: str) -> None:
    lines = Path(__file__).with_name(f"sentences.{language}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    sure = [case for case in cases if _certain(case["text"], language, _wish(case))]
    wrong = [case["text"] for case in sure if not right(case, _read(case, language))]
    assert len(sure) / len(cases) >= OFTEN
    assert 1 - len(wrong) / len(sure) >= TRUSTED, "\n".join(wrong)


def _wish(case: dict[str, Any]) -> dict[str, Any] | None:
    return case.get("previous")


def _read(case: dict[str, Any], language: str) -> dict[str, Any]:
    return ROUTER.reading(
        understander().read(Utterance(case["text"], language, TODAY, _wish(case))).intent
    )
