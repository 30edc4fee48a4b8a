"""WALL·E was marked as another film: its dot parted words where names are kept, and joined them
where they are read.
"""

import pytest

from core.films.finding.name_index import name_key
from core.understanding.offline.tokens import Sentence
from tests.understanding.conftest import read


@pytest.mark.parametrize(
    "title", ["WALL·E", "M*A*S*H", "E.T.", "L'Auberge espagnole", "Spider-Man", "I ♥ Huckabees"]
)
def test_names_are_read_as_they_are_kept(title: str) -> None:
    sentence = Sentence.read(title)
    assert sentence.key(0, len(sentence)) == name_key(title)


def test_the_robot_is_marked() -> None:
    assert read("I've seen WALL·E (2008)")["titles"] == ["WALL·E"]
