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
    shown = await library.titles.get([talk.card.id] if talk.card else [], "en")
    assert [title.certification for title in shown.values()] and all(
        title.certification in ("G", "PG", "Approved", "Passed") for title in shown.values()
    )
