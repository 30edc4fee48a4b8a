"""What a link to the bot carries, in at most 64 letters of ``A-Z a-z 0-9 _ -``: a title, a list, or
something personal that the opener asks for in the private chat.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from core.dialogue.intents import Intent

LIMIT = 64  # characters of a Telegram deep link's payload
I = TypeVar("I", bound=Intent)  # noqa: E741


@dataclass(frozen=True, slots=True)
class LinkForm:
    """How one kind of intent is written into a link, and read from one. Forms are for ever.

    ``write`` gives an empty text for what no link should ask for; ``read`` gives None for what this
    form never wrote.
    """

    kind: type[Intent]
    write: Callable[[Intent], str]
    read: Callable[[str], Intent | None]


def link_form(
    kind: type[I], write: Callable[[I], str], read: Callable[[str], I | None]
) -> LinkForm:
    """Declare how an intent stands in a link."""

    def written(intent: Intent) -> str:
        assert isinstance(intent, kind)
        return write(intent)

    return LinkForm(kind, written, read)


def link_word(word: str, intent: Intent) -> LinkForm:
    """Declare a word that asks for an intent, whatever values it had when it was written.

    Anybody can send anybody such a link, so only what asks before it changes anything has one.
    """
    return LinkForm(type(intent), lambda _: word, lambda text: intent if text == word else None)


class Links:
    """Every form of link the capabilities declare."""

    def __init__(self, forms: Iterable[LinkForm]) -> None:
        self._forms = tuple(forms)

    def carried(self, intent: Intent) -> str:
        """What a link to the intent carries; empty where no link should ask for it."""
        forms = (form for form in self._forms if form.kind is type(intent))
        return next((form.write(intent) for form in forms), "")

    def opened(self, carried: str) -> Intent | None:
        """What a link asks for; None for anything this program never wrote."""
        found = (form.read(carried) for form in self._forms)
        return next((intent for intent in found if intent is not None), None)
