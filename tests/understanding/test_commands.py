"""Commands mean one thing, whatever the language they are written in."""

import pytest

from core.capabilities.account.intents import Settings
from core.capabilities.lists.intents import ShowList
from core.capabilities.lookup.intents import AboutLast, Compare, FindTitle
from core.capabilities.smalltalk.intents import Greeting, Help
from core.capabilities.suggesting.intents import More, MoreFrom, Recommend
from core.dialogue.intents import Intent
from core.dialogue.turn import FirstOf, Utterance
from core.errors import Unavailable
from core.films.wishes.wish import Wish
from core.understanding.readers import Commands, commands
from tests.understanding.conftest import TODAY, understander


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("/start", Greeting()),
        ("/help@unwatched_bot", Help()),
        ("/aide", Help()),
        ("/movie", Recommend(Wish(kind="movie"))),
        ("/serie", Recommend(Wish(kind="tv"))),
        ("/watchlist", ShowList("later")),
        ("/vus", ShowList("seen")),
        ("/langue FR", Settings(language="fr")),
        ("/region be", Settings(region="BE")),
        ("/title Heat", FindTitle("Heat")),
        ("/trailer 2", AboutLast("trailer", 2)),
        ("/director Heat", FindTitle("Heat", None, "director")),
        ("/previous", More(back=True)),
        ("/next", More()),
        ("/filmographie", MoreFrom("director")),
        ("/costars", MoreFrom("cast")),
        ("/compare Heat, Alien", Compare(("Heat", "Alien"))),
    ],
)
async def test_a_command_is_understood(said: str, meant: Intent) -> None:
    understood = await Commands().understand(Utterance(said, "en", TODAY))
    assert (understood.intent, understood.by) == (meant, "command")


@pytest.mark.parametrize("said", ["help", "hello /start", "/nonsense", "/", ""])
async def test_anything_else_is_not_a_command(said: str) -> None:
    with pytest.raises(Unavailable):
        await Commands().understand(Utterance(said, "en", TODAY))


async def test_a_command_that_goes_on_in_speech_is_read_as_speech() -> None:
    first = FirstOf([Commands(), understander()])
    understood = await first.understand(Utterance("/movie heist in Paris", "en", TODAY))
    assert understood.intent == Recommend(Wish(kind="movie", themes=("heist", "paris")))
    assert understood.by == "offline"


async def test_every_command_leads_somewhere() -> None:
    for name in commands():
        assert (await Commands().understand(Utterance(f"/{name}", "en", TODAY))).by == "command"
