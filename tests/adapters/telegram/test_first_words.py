"""The first word on a tap waits for nobody, not even for the chat's other answers."""

from tests.botapi import BotApi, Person
from tests.waiting import until


async def test_a_tap_is_acknowledged_while_its_chat_still_waits_for_an_answer(
    api: BotApi, ann: Person
) -> None:
    await ann.says("a film from the 90s")
    card = await ann.sees("1990s", photo=True)
    said = len(api.called("sendMessage"))
    api.faults.black_hole("sendMessage", times=1)
    await ann.says("thanks")
    await until(lambda: len(api.called("sendMessage")) > said)
    assert await ann.taps("Seen", on=card) is None
    assert "welcome" not in ann.chat.transcript
    api.faults.heal()
    await until(lambda: "welcome" in ann.chat.transcript)
    await until(lambda: "Undo" in card.buttons)
    assert len([post for post in ann.chat.posts.values() if post.by_bot]) == 2


async def test_what_is_only_a_notice_is_said_in_a_message_where_it_comes_late(
    api: BotApi, ann: Person
) -> None:
    await ann.says("hello")
    welcome = await ann.sees("Unwatched")
    before = len(api.called("sendMessage"))
    api.faults.black_hole("sendMessage", times=1)
    await ann.says("thanks")
    await until(lambda: len(api.called("sendMessage")) > before)
    assert await ann.presses(welcome, "1z") is None
    api.faults.heal()
    await ann.sees("too old", photo=False)
