"""What a handler gets: one person's message and everything needed to answer it."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.chat import Message
from core.i18n import Speech
from core.memory import Person, Session
from core.movies.catalogue import Catalogue
from core.movies.recommender import Found, Recommender
from core.movies.standing import within
from core.movies.titles import Suggestion
from core.movies.wish import Wish
from core.storage.store import Change, Store


@dataclass(slots=True)
class Turn:
    """One message, there and back. Handlers read through it, and leave what should change in
    ``changes`` and ``session``: both are written in one transaction when the turn is over.
    ``suggested`` and ``line`` are what the reader of the sentence would suggest and say first. What
    is ``off_record`` leaves no line in the dialogue.
    """

    person: Person
    message: Message
    session: Session
    t: Speech
    store: Store
    catalogue: Catalogue
    recommender: Recommender
    now: datetime
    region: str | None = None
    suggested: tuple[Suggestion, ...] = ()
    line: str = ""
    changes: list[Change] = field(default_factory=list)
    forgotten: bool = False
    off_record: bool = False

    @property
    def tapped(self) -> bool:
        """Whether a button was pressed rather than a sentence written."""
        return self.message.tap is not None

    async def find(self, wish: Wish, **how: Any) -> Found:
        """What the recommender finds for this person, in their language and region and with what
        stands beside every wish of theirs; in a group, what nobody there has seen.
        """
        chat, wish = self.message.chat, self.allowed(wish)
        group = (chat.platform, chat.id) if self.message.group else None
        suggested = await self.catalogue.suggested(self.suggested, wish.kind)
        return await self.recommender.find(
            self.person.id,
            wish,
            suggested=suggested,
            language=self.t.language,
            region=self.region,
            group=group,
            **how,
        )

    def allowed(self, wish: Wish) -> Wish:
        """The wish with what the person never wants, and within their age limit."""
        return within(wish, self.person.standing)

    def later(self, change: Change) -> None:
        """Add to what is written when the turn is over."""
        self.changes.append(change)

    def remember(self, **changes: Any) -> None:
        """Change what the session holds: the wish, what is on show."""
        self.session = replace(self.session, **changes)


def short_id() -> str:
    """A fresh id for a shelf or a change: 8 letters of URL-safe base 64."""
    return secrets.token_urlsafe(6)
