"""A title typed with its year lost the year when "name year" was one of its names, and its
namesakes were offered instead.
"""

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.films.finding.name_index import IndexedName, NameIndex
from core.understanding.readers import Offline
from tests.storage.shop import NOON


def test_a_title_with_its_year_keeps_it() -> None:
    names = NameIndex.known()
    names.add("Dune 1984", IndexedName("title", "Dune", 1, 1984, "movie"))
    understood = Offline(names).read(Utterance("dune 1984", "en", NOON.date()))
    assert ROUTER.reading(understood.intent) == {
        "intent": "find_title",
        "title": "Dune",
        "year": 1984,
    }
