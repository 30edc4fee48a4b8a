"""A title typed with its year lost the year when "name year" was one of its names, and its
namesakes were offered instead.
"""

from core.movies.names import Named, Names
from core.understanding import Heard
from core.understanding.offline import Offline
from core.understanding.readings import to_reading
from tests.storage.shop import NOON


def test_a_title_with_its_year_keeps_it() -> None:
    names = Names.known()
    names.add("Dune 1984", Named("title", "Dune", 1, 1984, "movie"))
    understood = Offline(names).read(Heard("dune 1984", "en", NOON.date()))
    assert to_reading(understood.intent) == {"intent": "find_title", "title": "Dune", "year": 1984}
