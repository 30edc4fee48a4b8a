"""What is said for good holds beside every wish, is shown in the settings, and can be taken
back.
"""

from core.films.titles.titles import Titles
from core.storage.store import Store
from tests.talk import Talk


async def _genres(library: Store, talk: Talk) -> set[str]:
    """The genres of the next few cards."""
    found: set[str] = set()
    for _ in range(12):
        if talk.card is None:
            break
        found |= set((await library.of(Titles).get([talk.card.id], "en"))[talk.card.id].genres)
        await talk.say("next")
    return found


async def test_never_again_is_never_again(library: Store, talk: Talk) -> None:
    await talk.say("a thriller")
    assert "horror" in await _genres(library, talk)
    await talk.say("never show me horror again")
    talk.sees("From now on: no horror")
    await talk.say("a thriller")
    assert "horror" not in await _genres(library, talk)
    await talk.say("something like Alien")
    assert "horror" not in await _genres(library, talk)


async def test_what_is_asked_for_by_name_comes_this_once(talk: Talk) -> None:
    await talk.say("never suggest horror again")
    await talk.say("a horror film, just this once")
    talk.expect(lambda card: "horror" in card.genres)


async def test_it_is_shown_in_the_settings_and_taken_back_there(library: Store, talk: Talk) -> None:
    await talk.say("/settings")
    talk.sees_no("Always", "Allow everything again")
    await talk.say("I never want to see zombies again")
    await talk.say("never suggest Tom Hanks again")
    await talk.say("/settings")
    talk.sees("Always: no zombies or Tom Hanks.")
    await talk.tap("Allow everything again")
    talk.sees("OK, I can suggest everything again.")
    await talk.say("/settings")
    talk.sees_no("Always")


async def test_only_what_is_said_for_good_lasts(talk: Talk) -> None:
    await talk.say("a comedy, no musicals")
    await talk.say("and never again anything with Tom Hanks")
    await talk.say("/settings")
    talk.sees("no Tom Hanks").sees_no("music")


async def test_in_french(parle: Talk) -> None:
    await parle.say("ne me propose plus jamais de films d'horreur")
    parle.sees("désormais\xa0: sans horreur")
    await parle.say("/settings")
    parle.sees("Toujours\xa0: sans horreur.")


async def test_a_title_is_marked_and_not_its_theme(talk: Talk) -> None:
    await talk.say("never show me Alien again")
    talk.sees("Got it, not for you: Alien (1979).")
    await talk.say("/settings")
    talk.sees_no("Always")


async def test_others_are_not_concerned(talk: Talk, other: Talk) -> None:
    await talk.say("never suggest crime again")
    await other.say("a crime film")
    other.expect(lambda card: "crime" in card.genres)
