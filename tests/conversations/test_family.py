"""A family's age limit holds whatever is asked."""

from core.films.titles.titles import Titles
from core.storage.store import Store
from tests.talk import Talk


async def test_nothing_above_the_family_limit(library: Store, talk: Talk) -> None:
    await talk.say("only family friendly films from now on")
    talk.sees("From now on: rated PG or below")
    await talk.say("a war film")
    for _ in range(3):
        assert talk.card
        shown = await library.of(Titles).get([talk.card.id], "en")
        assert shown[talk.card.id].certification in ("G", "PG", "Approved", "Passed")
        await talk.say("next")
