"""One message, there and back: order, person, language, understanding, dispatch, and one
transaction at the end.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from core.callbacks import intent_of
from core.chat import Answer, Button, ChatRef, Message, Reply, Show, UserRef
from core.handlers import HANDLERS
from core.handlers.browse import browse
from core.hygiene import clean, clean_name
from core.i18n import speech, spoken
from core.intents import Again, Intent, Try
from core.memory import Line, Person, Session
from core.movies.catalogue import Catalogue
from core.movies.recommender import Recommender
from core.personal import answer_elsewhere, refusal, reserved
from core.replies import packed
from core.storage.store import Store
from core.turn import Turn, short_id
from core.understanding import Heard, Understander, Understood
from core.understanding.forms import narrowed

log = logging.getLogger(__name__)

_FAILED = 1_000


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Conversation:
    """The whole bot behind one method. Messages of one chat are answered in order; chats do not
    wait for each other.
    """

    def __init__(
        self,
        store: Store,
        understander: Understander,
        catalogue: Catalogue,
        recommender: Recommender,
        default_language: str = "en",
        default_region: str | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self._understander = understander
        self._catalogue = catalogue
        self._recommender = recommender
        self._default_language = default_language
        self._default_region = default_region
        self._clock = clock
        self._locks: WeakValueDictionary[ChatRef, asyncio.Lock] = WeakValueDictionary()
        self._failed: OrderedDict[tuple[ChatRef, UserRef], Message] = OrderedDict()

    async def handle(self, message: Message) -> Answer:
        """Answer one message. Never raises: what goes wrong is logged and answered with an apology,
        and nothing is changed.
        """
        lock = self._locks.setdefault(message.chat, asyncio.Lock())
        async with lock:
            message = self._meant(message)
            try:
                return await self._answer(message)
            except Exception:
                log.exception("a turn failed")
                return self.apology(message)

    def apology(self, message: Message, phrase: str = "apology") -> Answer:
        """What to say when a message cannot be answered, with a button that tries it again."""
        self._failed[message.chat, message.user] = replace(message, id="")
        if len(self._failed) > _FAILED:
            self._failed.popitem(last=False)
        t = speech(spoken(message.user.language, self._default_language))
        retry = Button(t("button.retry"), Again())
        return Answer(
            (Reply(t(phrase), buttons=((retry,),)),),
            "offline" if message.tap is None else "tap",
            t.language,
        )

    def notice(self, message: Message, phrase: str) -> Answer:
        """A phrase for somebody, without a turn."""
        t = speech(spoken(message.user.language, self._default_language))
        return Answer((Reply(t(phrase)),), "command", t.language)

    async def browse(self, message: Message, limit: int) -> Answer:
        """Cards that answer a text by itself, outside of any dialogue: nothing is remembered of it.
        Raises what goes wrong.
        """
        message = replace(message, text=clean(message.text))
        now, user = self._clock(), message.user
        person = await self._store.users.by_identity(user.platform, user.id) or Person(0)
        session = Session(short_id())
        understood = await self._understood(message, person, session, now, at_once=True)
        turn = self._turn(message, person, session, understood, now)
        replies = await browse(understood.intent if understood else None, turn, limit)
        return Answer(tuple(replies), understood.by if understood else "tap", turn.t.language)

    def _meant(self, message: Message) -> Message:
        """The message itself, or the one that went wrong where this asks for it again."""
        if message.tap is None or not isinstance(intent_of(message.tap), Again):
            return message
        failed = self._failed.pop((message.chat, message.user), None)
        return replace(failed, id=message.id) if failed else message

    async def _answer(self, message: Message) -> Answer:
        name = clean_name(message.user.name)
        message = replace(message, text=clean(message.text), user=replace(message.user, name=name))
        now = self._clock()
        person, session = await self._met(message, now)
        understood = await self._understood(message, person, session, now)
        turn = self._turn(message, person, session, understood, now)
        if understood is None:
            return _toast("too_old_button", turn)
        if refused := refusal(message, person.id):
            return _toast(refused, turn)
        replies = await _replies(understood.intent, turn)
        await self._write(turn, understood.intent, replies)
        return Answer(replies, understood.by, turn.t.language)

    async def _met(self, message: Message, now: datetime) -> tuple[Person, Session]:
        """Who writes, and the session that is open with them here or a new one."""
        user = message.user
        known = await self._store.sessions.met(user, message.chat, now)
        person, session = known or (
            await self._store.users.create(user.platform, user.id, name=user.name, now=now),
            None,
        )
        return person, session or Session(short_id())

    async def _understood(
        self,
        message: Message,
        person: Person,
        session: Session,
        now: datetime,
        *,
        at_once: bool = False,
    ) -> Understood | None:
        language = spoken(
            person.language, message.user.language, session.language, self._default_language
        )
        text = message.text
        if message.tap is not None:
            intent = intent_of(message.tap)
            examples = speech(language).choices("examples")
            if not isinstance(intent, Try):
                return (
                    Understood(intent, "tap") if intent and not isinstance(intent, Again) else None
                )
            text = examples[intent.example % len(examples)]
        if message.form is not None and not text:
            return Understood(message.form, "command")
        heard = Heard(
            text,
            language,
            now.date(),
            session.wish,
            session.runtime,
            session.year,
            session.lines,
            person_id=person.id,
            group=message.chat if message.group else None,
            at_once=at_once or message.tap is not None,
        )
        understood = await self._understander.understand(heard)
        return replace(understood, intent=narrowed(understood.intent, message.form))

    def _turn(
        self,
        message: Message,
        person: Person,
        session: Session,
        understood: Understood | None,
        now: datetime,
    ) -> Turn:
        heard = understood.language if understood else None
        language = spoken(
            person.language, message.user.language, heard, session.language, self._default_language
        )
        return Turn(
            person,
            message,
            replace(session, language=language),
            speech(language),
            self._store,
            self._catalogue,
            self._recommender,
            now,
            person.region or self._default_region,
            understood.suggested if understood else (),
            understood.line if understood else "",
        )

    async def _write(self, turn: Turn, intent: Intent, replies: tuple[Reply, ...]) -> None:
        """Everything the turn changed, and what is to be said, in one transaction."""
        message, user = turn.message, turn.message.user
        if user.name != turn.person.name:
            turn.later(self._store.users.rename(user))
        if not (turn.forgotten or turn.off_record):
            said = message.text or f"({type(intent).__name__})"
            lines = (*turn.session.lines, Line("user", said), *map(_line, replies))
            session = replace(turn.session, lines=lines)
            turn.later(self._store.sessions.save(turn.person.id, message.chat, session, turn.now))
        if message.group and not turn.forgotten:
            turn.later(self._store.chats.about(message.chat, turn.person.id, turn.now))
        if message.id:
            turn.later(
                self._store.inbox.answered(
                    user.platform, message.id, packed(replies, turn.t.language)
                )
            )
        await self._store.apply(*turn.changes)


async def _replies(intent: Intent, turn: Turn) -> tuple[Reply, ...]:
    if elsewhere := answer_elsewhere(intent, turn.message, turn.t):
        turn.off_record = True
        return (elsewhere,)
    return reserved(await _dispatch(intent, turn), turn.person.id)


async def _dispatch(intent: Intent, turn: Turn) -> list[Reply]:
    handler: Callable[[Intent, Turn], Awaitable[list[Reply]]] = HANDLERS[type(intent)]
    return await handler(intent, turn)


def _toast(phrase: str, turn: Turn) -> Answer:
    """An answer that changes nothing."""
    return Answer((Reply(turn.t(phrase), show=Show.TOAST),), "tap", turn.t.language)


def _line(reply: Reply) -> Line:
    shown = [reply.text or "", f"[{reply.card.title} ({reply.card.year})]" if reply.card else ""]
    return Line("assistant", " ".join(part for part in shown if part))
