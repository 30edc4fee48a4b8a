"""A third language is made of data files alone: here a little Esperanto, found outside the
program.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.words.speech import listed, searched_too
from tests.talk import Talk


@pytest.fixture(autouse=True)
def esperanto() -> Iterator[None]:
    """The language's files, beside those of the program."""
    with searched_too(Path(__file__).with_name("eo")):
        yield


@pytest.fixture
def parolas(talks: Callable[..., Talk]) -> Talk:
    """Iu, kiu parolas Esperanton."""
    return talks("ludoviko", "eo")


async def test_ten_sentences_of_it_are_understood_and_answered(parolas: Talk) -> None:
    (await parolas.say("Saluton!")).sees("Saluton! Diru al mi", "ion kiel Inception")
    (await parolas.say("Mi volas timigan filmon")).sees("Hororfilmoj", "Sekva ▶")
    (await parolas.say("pli mallonga")).sees("Hororfilmoj, malpli ol 1 h 27")
    await parolas.say("alia")
    shown = parolas.title
    (await parolas.say("mi vidis ĝin")).sees(f"Vidita: {shown}", "Sekva:", "Malfari")
    (await parolas.say("Kion mi vidis?")).sees("Viditaj (1):", shown)
    (await parolas.say("Kiu reĝisoris Heat?")).sees("Heat: reĝisoris Michael Mann.")
    (await parolas.say("Ĉu mi vidu Heat aŭ Alien?")).sees("Mi elektus Alien", "8,5 kontraŭ 8,3")
    (await parolas.say("Mi volas komedion de la 90aj jaroj")).sees("Komedioj", "1990aj jaroj")
    (await parolas.say("filmon kun Tom Hanks sub du horoj")).sees("malpli ol 2 h, kun Tom Hanks")
    (await parolas.say("Dankon")).sees("Kun plezuro.")


async def test_its_commands_are_read_beside_those_of_the_others(parolas: Talk) -> None:
    (await parolas.say("/viditaj")).sees("Viditaj: ankoraŭ nenio.")
    (await parolas.say("/seen")).sees("Viditaj: ankoraŭ nenio.")


def test_a_file_that_is_no_longer_searched_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "words.xx.toml").write_text('keyboard = ["abc"]\n')
    with searched_too(tmp_path):
        assert "abc" in listed("keyboard")
    assert "abc" not in listed("keyboard")
