"""The settings: they stay open after a choice, and show what is chosen."""

from core.dialogue.conversation import Conversation
from core.dialogue.replies import Show
from tests.talk import Talk


async def test_they_stay_open_and_show_what_is_chosen(talk: Talk) -> None:
    await talk.say("/settings")
    assert "✓ English" in talk.labels
    await talk.tap("Ireland")
    talk.sees("Your region is now Ireland", "Region: Ireland.", "✓ Ireland", "✓ English")
    assert talk.replies[0].show is Show.EDIT
    await talk.tap("Français")
    talk.sees("Langue\u00a0: français", "✓ Français", "English").sees_no("✓ English")
    await talk.say("/settings")
    talk.sees("Région\u00a0: Irlande")


async def test_taking_back_what_lasted_leaves_them_open(talk: Talk) -> None:
    await talk.say("never suggest horror again")
    await talk.say("/settings")
    talk.sees("Always: ")
    await talk.tap("Allow everything again")
    talk.sees("I can suggest everything again", "Language: English").sees_no("Always: ")
    assert talk.replies[0].show is Show.EDIT


async def test_what_is_said_is_answered_in_a_line(talk: Talk) -> None:
    await talk.say("/region IE")
    talk.sees("Your region is now Ireland").sees_no("Language: ")


async def test_a_choice_made_where_others_read_shows_no_settings(
    conversation: Conversation,
) -> None:
    ann = Talk(conversation, "ann", chat="club")
    await ann.say("/language xx")
    await ann.tap("English")
    ann.sees("in English from now on").sees_no("Region: ")
