"""What is said without a turn: that a message could not be answered, with a button that tries it
again, and short notices.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from core.clock import Clock
from core.dialogue.intents import Again, Reserved
from core.dialogue.replies import Answer, Button, Reply
from core.dialogue.routing import Router
from core.dialogue.sessions import Users
from core.dialogue.tables.failed_messages import failed_messages as failed
from core.dialogue.tables.users import identities
from core.dialogue.turn import Message, UserRef, short_id
from core.jobs import daily
from core.storage.engine import Change
from core.storage.store import Repository, Store
from core.words.speech import Speech, speech, spoken
from core.words.text import clean_name

log = logging.getLogger(__name__)

_KEPT = timedelta(days=7)  # for so long the button works
_OF_SENDER = (
    select(failed.c.message)
    .join(identities, identities.c.user_id == failed.c.user_id)
    .where(
        failed.c.id == bindparam("key"),
        identities.c.platform == bindparam("of"),
        identities.c.platform_user_id == bindparam("number"),
    )
)


class FailedMessages(Repository):
    """Messages that could not be answered, by the key that their buttons carry."""

    async def find(self, key: str, sender: UserRef) -> Mapping[str, Any] | None:
        """What a sender had said. None where it was somebody else, or it was answered since."""
        values = {"key": key, "of": sender.platform, "number": sender.id}
        row = await self._store.first(_OF_SENDER, values)
        return row[0] if row else None

    def added(self, key: str, user_id: int, said: Mapping[str, Any], now: datetime) -> Change:
        """A message of a user could not be answered."""
        row = {"id": key, "user_id": user_id, "message": dict(said), "failed_at": now}

        def change(connection: Connection) -> None:
            connection.execute(insert(failed), row)

        return change

    def answered(self, key: str) -> Change:
        """It was answered now."""

        def change(connection: Connection) -> None:
            connection.execute(delete(failed).where(failed.c.id == key))

        return change

    def purge(self, before: datetime) -> Change:
        """Delete what nobody has tried again for so long."""

        def change(connection: Connection) -> None:
            connection.execute(delete(failed).where(failed.c.failed_at < before))

        return change


@dataclass(frozen=True, slots=True)
class Apologies:
    """Says what went wrong, and takes up again what could not be answered."""

    store: Store
    router: Router
    default_language: str
    clock: Clock

    async def apology(self, message: Message, phrase: str) -> Answer:
        """What to say when a message cannot be answered, with a button that tries it again. Files
        are not kept, so they have to be sent again.
        """
        t = await self._speech(message.user)
        buttons = () if message.files else await self._buttons(message, t)
        by = "offline" if message.tap is None else "tap"
        return Answer((Reply(t(phrase), buttons=buttons),), by, t.language)

    async def notice(self, message: Message, phrase: str) -> Answer:
        """A phrase for somebody, in their language."""
        t = await self._speech(message.user)
        return Answer((Reply(t(phrase)),), "command", t.language)

    async def meant(self, message: Message) -> Message:
        """The message itself, or the one that could not be answered where this is a tap that tries
        it again.
        """
        tapped = None if message.tap is None else self.router.intent_of(message.tap)
        key = tapped.key if isinstance(tapped, Again) else None
        said = await self.store.of(FailedMessages).find(key, message.user) if key else None
        if key is None or said is None:
            return message
        form = self.router.read(said["form"]) if said["form"] else None
        about = tuple(said["about"])
        text, tap = said["text"], said["tap"]
        return replace(message, text=text, tap=tap, form=form, about=about, retried=key)

    async def _speech(self, sender: UserRef) -> Speech:
        """The phrases of somebody's language; of the platform's where the database does not
        answer.
        """
        chosen = None
        try:
            known = await self.store.of(Users).by_identity(sender.platform, sender.id)
            chosen = known.language if known else None
        except SQLAlchemyError as error:
            log.warning("the language of a user cannot be read: %s", error)
        return speech(spoken(chosen, sender.language, self.default_language))

    async def _buttons(self, message: Message, t: Speech) -> tuple[tuple[Button, ...], ...]:
        """The button that tries the message again; none where it cannot be kept."""
        try:
            key, user_id = await self._kept(message)
        except SQLAlchemyError as error:
            log.warning("a message cannot be kept to be tried again: %s", error)
            return ()
        again = Again(key)
        intent = Reserved(again, user_id) if message.public else again
        return ((Button(t("button.retry"), intent),),)

    async def _kept(self, message: Message) -> tuple[str, int]:
        sender, now, key = message.user, self.clock(), short_id()
        user = await self.store.of(Users).create(
            sender.platform, sender.id, name=clean_name(sender.name), now=now
        )
        form = self.router.reading(message.form) if message.form else None
        about = list(message.about)
        said = {"text": message.text, "tap": message.tap, "form": form, "about": about}
        await self.store.apply(self.store.of(FailedMessages).added(key, user.id, said, now))
        return key, user.id


PURGE_FAILED = daily(
    "purge_failed_messages", lambda services, now: services.of(FailedMessages).purge(now - _KEPT)
)
