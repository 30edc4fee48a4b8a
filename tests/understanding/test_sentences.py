"""Most of what people say is read wholly right."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.understanding.conftest import read
from tests.understanding.scoring import right

ENOUGH = 0.85


def _cases(language: str) -> list[dict[str, Any]]:
    lines = Path(__file__).with_name(f"sentences.{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sentences_are_read_wholly_right(language: str) -> None:
    cases = _cases(language)
    wrong = [
        case["text"]
        for case in cases
        if not right(case, read(case["text"], case.get("previous"), language))
    ]
    assert len(cases) >= 150
    assert 1 - len(wrong) / len(cases) >= ENOUGH, "\n".join(wrong)


def test_a_french_sentence_is_read_though_the_person_speaks_english(reads: Any) -> None:
    cases = [case for case in _cases("fr") if "previous" not in case]
    wrong = [case["text"] for case in cases if not right(case, reads(case["text"]))]
    assert 1 - len(wrong) / len(cases) >= ENOUGH, "\n".join(wrong)


@pytest.mark.parametrize("text", ["", "   ", "?!…", "😀😀", "\u202e\u200b", "\x00\x01"])
def test_nothing_said_is_unclear(reads: Any, text: str) -> None:
    assert reads(text) == {"intent": "unclear"}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "horror " * 3_000,
        "<>&_*[]`" * 500,
        "映画を探しています",
        "(((" * 200,
        "[a|b] {title} <it>",
    ],
)
def test_odd_texts_are_read_as_something(reads: Any, text: str) -> None:
    assert reads(text)["intent"]
