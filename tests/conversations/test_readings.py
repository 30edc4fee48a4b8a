"""What an answer says a message was understood as."""

from collections.abc import Callable

from tests.talk import Talk


async def test_a_request_and_a_change_of_it_tell_the_whole_wish(talk: Talk) -> None:
    await talk.say("a 90s thriller")
    years = {"year_from": 1990, "year_to": 1999}
    assert talk.reading == {"intent": "recommend", "wish": {"genres": ["thriller"], **years}}
    await talk.say("no horror")
    wish = {"genres": ["thriller"], "not_genres": ["horror"], **years}
    assert talk.reading == {"intent": "refine", "wish": wish}


async def test_more_like_the_one_on_show_tells_which(talk: Talk) -> None:
    await talk.say("Heat")
    await talk.say("something like that")
    assert talk.reading == {"intent": "more_like", "wish": {"like": ["Heat"]}}


async def test_what_had_to_give_is_no_longer_in_the_wish(talk: Talk) -> None:
    await talk.say("a korean western with Tom Hanks from the 50s")
    talk.sees("Nothing fits all of that", "the years and the people")
    wish = {"genres": ["western"], "languages": ["ko"]}
    assert talk.reading == {"intent": "recommend", "wish": wish}


async def test_a_list_keeps_its_own_filter(talk: Talk) -> None:
    await talk.say("a 90s thriller")
    await talk.say("comedies I've seen")
    expected = {"intent": "show_list", "status": "seen", "wish": {"genres": ["comedy"]}}
    assert talk.reading == expected


async def test_a_command_has_a_reading_and_a_tap_has_none(talk: Talk) -> None:
    await talk.say("/settings")
    assert talk.reading == {"intent": "settings"}
    await talk.tap("Français")
    assert talk.reading is None


async def test_what_only_buttons_carry_has_no_reading(talks: Callable[..., Talk]) -> None:
    talk = talks("dan")
    await talk.say("a thriller")
    await talk.tap("More like this")
    assert talk.reading is None
