"""A misspelt title with a French word in it ("Ge tout") was answered in French; who creates and
directs a series was named twice.
"""

from core.dialogue.conversation import Conversation
from tests.talk import Talk


async def test_a_title_is_answered_in_the_language_spoken_before(
    conversation: Conversation,
) -> None:
    talk = Talk(conversation, language=None)
    await talk.say("Ge tout")
    talk.sees("You mean Get Out")
    await talk.say("un film d'horreur")
    await talk.say("Ge tout")
    talk.sees("Tu veux dire Get Out")


async def test_a_question_about_a_title_tells_its_language(conversation: Conversation) -> None:
    talk = Talk(conversation, language=None)
    await talk.say("c'est quoi Get Out ?")
    talk.sees("Un jeune photographe")


async def test_who_created_and_directs_a_series_is_named_once(talk: Talk) -> None:
    await talk.say("Dekalog")
    talk.expect(lambda card: card.facts.count("Kieślowski") == 1)
