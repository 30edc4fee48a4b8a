"""Sentences said to the embedded understander, with the names that come with the program."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.readers import Offline

TODAY = date(2026, 11, 20)
Reads = Callable[..., dict[str, Any]]


@cache
def understander() -> Offline:
    """One for all tests, since it keeps nothing of what it hears."""
    return Offline(NameIndex.known())


def read(
    text: str, after: Mapping[str, Any] | None = None, language: str = "en", **shown: int
) -> dict[str, Any]:
    """The reading of a sentence, said after a wish (or none), with a card on show (its runtime and
    year) or none.
    """
    return ROUTER.reading(
        understander().read(Utterance(text, language, TODAY, after, **shown)).intent
    )


@pytest.fixture
def reads() -> Reads:
    """What a sentence is read as."""
    return read


@pytest.fixture
def wishes() -> Reads:
    """What a sentence wishes for."""
    return lambda *args, **kwargs: read(*args, **kwargs).get("wish", {})
