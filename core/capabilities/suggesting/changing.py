"""The button that asks what shall be different about a list, and the question behind it."""

from core.capabilities.suggesting.intents import Change
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.titles.values import Title
from core.presentation.cards import Place
from core.presentation.focus import focused
from core.presentation.storage import Shelves
from core.words.speech import Speech


async def change(intent: Change, turn: Turn) -> list[Reply]:
    """Ask what shall be different; the next message goes on from that list and title."""
    if await turn.use(Shelves).get(intent.shelf) is None:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    turn.session = await focused(turn.services, turn.session, turn.user.id, [intent])
    return [Reply(turn.t("change.ask"))]


def change_button(title: Title, place: Place, t: Speech) -> tuple[Button, ...]:
    """The button that asks what shall be different about the list a card is on."""
    if not place.shelf:
        return ()
    return (Button(t("button.change"), Change(title.id, place.shelf)),)
