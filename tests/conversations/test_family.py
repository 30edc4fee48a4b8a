"""A family's age limit holds whatever is asked."""

from core.conversation import Conversation
from core.storage.store import Store
from tests.talk import Talk


async def test_nothing_above_the_family_limit(library: Store, conversation: Conversation) -> None:
    talk = await Talk(conversation, "fay").say("hello")
    person = await library.users.by_identity("test", "fay")
    assert person
    await library.apply(library.users.set_family_limit(person.id, "PG"))
    await talk.say("a film")
    assert talk.card
    shown = await library.titles.get([talk.card.id], "en")
    assert shown[talk.card.id].certification in ("G", "PG", "Approved", "Passed")
