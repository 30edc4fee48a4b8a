"""Every title of the catalogue can be named: what is said of it is understood of it, not of a
namesake.
"""

from datetime import date

import pytest

from core.capabilities import ROUTER
from core.dialogue.turn import Utterance
from core.films.finding.catalogue import load_names
from core.films.importing.file import read_catalogue
from core.storage.store import Store
from core.understanding.readers import Offline
from tools.catalogue.__main__ import CATALOGUE

EACH = 4  # one in so many, to be quick
ENOUGH = 0.99  # "I've seen It" and "Cheers" are said of other things too


@pytest.mark.parametrize("said", ["I've seen {name} ({year})", "I've seen {name}", "{name}"])
async def test_a_title_is_taken_for_itself(library: Store, said: str) -> None:
    understander = Offline(await load_names(library))
    wrong, entries = [], read_catalogue(CATALOGUE).entries[::EACH]
    for entry in entries:
        text = said.format(name=entry.texts["en"].title, year=entry.year)
        reading = ROUTER.reading(
            understander.read(Utterance(text, "en", date(2026, 11, 21))).intent
        )
        if entry.texts["en"].title not in (reading.get("title"), *reading.get("titles", ())):
            wrong.append(f"{text}: {reading}")
    assert len(wrong) <= (1 - ENOUGH) * len(entries), "\n".join(wrong)
