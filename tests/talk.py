"""A driver that makes tests read as dialogues: say something, tap a button, see what comes back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Self

from core.capabilities import ROUTER
from core.dialogue.conversation import Conversation
from core.dialogue.replies import Button, Card, Reply, Show, plain
from core.dialogue.turn import ChatRef, Message, UserRef


class Talk:
    """One person in one chat."""

    _numbers = count(1)

    def __init__(
        self,
        conversation: Conversation,
        user: str = "ann",
        language: str | None = "en",
        chat: str | None = None,
    ) -> None:
        self._conversation = conversation
        self.user = UserRef("test", user, user.capitalize(), language)
        self.chat = ChatRef("test", chat or user, private=chat is None)
        self.replies: tuple[Reply, ...] = ()
        self.by = ""
        self.reading: Mapping[str, object] | None = None
        self._buttons: list[Button] = []
        self.card: Card | None = None

    async def say(self, text: str) -> Self:
        """Write a sentence."""
        return await self.send(Message(self.user, self.chat, text))

    async def tap(self, label: str) -> Self:
        """Press the button of that label on the last message that has one."""
        button = next((b for b in self._buttons if b.label == label), None)
        assert button, f"no button {label!r} among {self.labels}"
        assert button.intent
        return await self.press(ROUTER.encode(button.intent))

    async def press(self, data: str) -> Self:
        """Press a button by what it carries, as an old or forged one would."""
        return await self.send(Message(self.user, self.chat, tap=data))

    def data(self, label: str) -> str:
        """What the button of that label carries."""
        button = next(b for b in self._buttons if b.label == label)
        assert button.intent
        return ROUTER.encode(button.intent)

    @property
    def text(self) -> str:
        """All that was said in the last answer."""
        return "\n".join(filter(None, map(plain, self.replies)))

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons that can be pressed."""
        return [button.label for button in self._buttons]

    @property
    def title(self) -> str:
        """The title of the card on show."""
        assert self.card, f"no card; said: {self.text}"
        return self.card.title

    def sees(self, *parts: str) -> Self:
        """Every part stands in the last answer: its texts, its card, its buttons."""
        shown = self._shown()
        missing = [part for part in parts if part not in shown]
        assert not missing, f"{missing} not in:\n{shown}"
        return self

    def sees_no(self, *parts: str) -> Self:
        """No part stands in the last answer."""
        shown = self._shown()
        found = [part for part in parts if part in shown]
        assert not found, f"{found} in:\n{shown}"
        return self

    def expect(self, check: Callable[[Card], bool]) -> Self:
        """The card on show passes."""
        assert self.card, f"no card; said: {self.text}"
        assert check(self.card), self.card
        return self

    async def send(self, message: Message) -> Self:
        answer = await self._conversation.handle(replace(message, id=str(next(self._numbers))))
        self.replies, self.by = answer.replies, answer.by
        shown = [reply for reply in self.replies if reply.show is not Show.TOAST]
        for reply in shown:
            if reply.buttons or reply.card:
                self._buttons = [button for row in reply.buttons for button in row]
        cards = [reply.card for reply in shown if isinstance(reply.card, Card)]
        self.card = cards[-1] if cards else None
        self.reading = answer.reading
        return self

    def _shown(self) -> str:
        return "\n".join([self.text, *_cards(self.replies), *self.labels])


def _cards(replies: Iterable[Reply]) -> list[str]:
    return [_said(reply.card) for reply in replies if isinstance(reply.card, Card)]


def _said(card: Card) -> str:
    facts = (card.imdb_rating, card.overview, card.why, card.facts)
    return f"{card.title} ({card.year}) {card.runtime} {', '.join(card.genres)} {' '.join(map(str, facts))}"
