"""In a group, one asked to be forgotten and another tapped "Yes": the data of the one who tapped
were deleted, and the question was gone.
"""

from core.dialogue.conversation import Conversation
from core.dialogue.replies import Show
from tests.talk import Talk


async def test_a_tap_on_somebody_elses_question_deletes_nothing(conversation: Conversation) -> None:
    bob = Talk(conversation, "bob")
    await bob.say("I've seen Heat")
    await Talk(conversation, "ann", chat="club").say("/forget")
    tapping = await Talk(conversation, "bob", chat="club").press("1f:1")
    assert [reply.show for reply in tapping.replies] == [Show.TOAST]
    await bob.say("/seen")
    bob.sees("Heat (1995)")
