"""Each of two accounts gave a code and the other entered it. Once the first code had made them one
user, agreeing to the second united that user with itself, and everything of theirs was deleted.
"""

import re

from core.dialogue.conversation import Conversation
from core.dialogue.turn import ChatRef, UserRef
from tests.talk import Talk


def on(conversation: Conversation, platform: str) -> Talk:
    talk = Talk(conversation, "ann")
    talk.user, talk.chat = UserRef(platform, "ann", "Ann", "en"), ChatRef(platform, "ann")
    return talk


async def code_entered(giver: Talk, other: Talk) -> str:
    """A code is given and entered; the button on which the giver agrees once they were told of the
    other account.
    """
    await giver.say("/link")
    button = giver.data("Link my accounts").removesuffix(":1")
    code = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", giver.text)
    assert code
    await other.say(f"/link {code[0]}")
    return button


async def test_the_second_code_is_worth_nothing_once_they_are_one(
    conversation: Conversation,
) -> None:
    telegram, discord = on(conversation, "telegram"), on(conversation, "discord")
    await telegram.say("I've seen Heat")
    first = await code_entered(discord, telegram)
    second = await code_entered(telegram, discord)
    for talk, button in ((discord, first), (telegram, first), (telegram, second)):
        await talk.press(button)
    telegram.sees("has expired")
    await discord.say("/seen")
    discord.sees("Heat (1995)")
