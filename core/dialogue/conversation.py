"""One message, there and back: user, language, understanding, dispatch, and one transaction at the
end.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.clock import Clock, utc_now
from core.dialogue.apologies import Apologies, FailedMessages
from core.dialogue.chats import Chats
from core.dialogue.files import FileTakers
from core.dialogue.inbox import Inbox
from core.dialogue.intents import Again, Intent, Try
from core.dialogue.packing import PackedAnswer, packed, unpacked
from core.dialogue.replies import Answer, Reply, Selection, Show, in_place
from core.dialogue.routing import Router, answer_elsewhere, fields_of, refusal, reserved
from core.dialogue.session import Session
from core.dialogue.sessions import Sessions, Users
from core.dialogue.turn import (
    Interpretation,
    Message,
    Turn,
    Understander,
    UserRef,
    Utterance,
    as_asked,
    as_continued,
    cleaned,
    rewound,
    short_id,
    uttered,
    with_lines,
)
from core.dialogue.user import JsonObject, User
from core.errors import LeaseLost
from core.storage.store import Services, Store
from core.words.speech import speech, spoken
from core.words.text import clean

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation needs to know of its subject.

    ``browse`` finds so many cards for a text outside of any dialogue, after so many others.
    ``spell_out`` writes names into a text for the ids and links in it, in a language. ``focus``
    turns a user's session to the card that has the given buttons.
    """

    browse: Callable[[Intent | None, Turn, int, int], Awaitable[Selection]]
    spell_out: Callable[[str, str], Awaitable[str]]
    focus: Callable[[Services, Session, int, Sequence[Intent]], Awaitable[Session]]


class Conversation:
    """The whole bot behind one method. Who calls it hands over the messages of one chat one after
    the other, as the inbox does; chats need not wait for each other.
    """

    def __init__(
        self,
        store: Store,
        router: Router,
        understander: Understander,
        services: Services,
        topic: Topic,
        default_language: str = "en",
        default_region: str | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.router = router
        self.services = services
        self._store = store
        self._understander = understander
        self._topic = topic
        self._default_language = default_language
        self._default_region = default_region
        self._clock = clock
        self._apologies = Apologies(store, router, default_language, clock)

    async def handle(self, message: Message) -> Answer:
        """Answer one message. What goes wrong is logged and answered with an apology, and nothing
        is changed. Raises LeaseLost when another copy of the program has answered it.
        """
        try:
            if message.tap is not None:
                message = await self._apologies.meant(message)
            return await self._answer(message)
        except LeaseLost:
            raise
        except Exception:
            log.exception("a turn failed")
            return await self.apology(message)

    async def apology(self, message: Message, phrase: str = "apology") -> Answer:
        """What to say when a message cannot be answered, with a button that tries it again."""
        return await self._apologies.apology(message, phrase)

    async def notice(self, message: Message, phrase: str) -> Answer:
        """A phrase for somebody, without a turn."""
        return await self._apologies.notice(message, phrase)

    def kept(self, answer: PackedAnswer) -> Answer:
        """The answer that an inbox row kept until it could be delivered."""
        return unpacked(answer, self.router)

    async def browse(self, message: Message, limit: int, start: int = 0) -> Selection:
        """Cards that answer a text by itself, outside of any dialogue, ``limit`` of them from the
        one at ``start`` on: nothing is remembered of it. Raises what goes wrong.
        """
        message = replace(message, text=clean(message.text))
        found, turn = await self._begin_alone(message, self._clock())
        selection = await self._topic.browse(found.intent if found else None, turn, limit, start)
        return replace(selection, by=found.by) if found else selection

    async def _answer(self, message: Message) -> Answer:
        message = cleaned(message)
        if message.files and not message.text and not self._taken(message):
            return await self.notice(message, "only_text")
        begun = await self._begin(message, self._clock())
        if begun is None:
            return Answer((), "command")
        found, turn = begun
        refused = refusal(message, turn.user.id, self.router)
        if found is None or refused:
            return _toast(refused or "too_old_button", turn)
        return await self._finish(found, turn)

    async def _begin(
        self, message: Message, now: datetime
    ) -> tuple[Interpretation | None, Turn] | None:
        """What the message means, and the turn that answers it; None where it was edited and others
        have been answered since.
        """
        user, met = await self._met(message, now)
        if met is None:
            return None
        session = await self._focused(message, user, met)
        message = await self._spelled_out(message, user, session)
        found = await self._interpreted(message, user, session, now)
        return found, self._turn(message, user, session, found, now)

    async def _begin_alone(
        self, message: Message, now: datetime
    ) -> tuple[Interpretation | None, Turn]:
        """The same outside of any dialogue, where a sender we have not met is nobody."""
        sender = message.user
        user = await self._store.of(Users).by_identity(sender.platform, sender.id) or User(0)
        session = Session(short_id())
        message = await self._spelled_out(message, user, session)
        found = await self._interpreted(message, user, session, now, at_once=True)
        return found, self._turn(message, user, session, found, now)

    async def _finish(self, found: Interpretation, turn: Turn) -> Answer:
        replies = await self._replies(found.intent, turn)
        if turn.message.edited:
            replies = in_place(replies)
        turn.session = as_asked(turn, found.intent, replies)
        await self._write(turn, found.intent, replies)
        reading = None if turn.tapped else self._reading(found.intent, turn)
        return Answer(replies, found.by, turn.language, reading)

    async def _replies(self, intent: Intent, turn: Turn) -> tuple[Reply, ...]:
        if elsewhere := answer_elsewhere(intent, turn):
            turn.off_record = True
            return (elsewhere,)
        return reserved(await self.router.answer(intent, turn), turn.user.id)

    def _reading(self, intent: Intent, turn: Turn) -> JsonObject | None:
        """What a message was understood as; of a request, with the wish in progress after it."""
        if not self.router.has_reading(intent):
            return None
        reading = self.router.reading(intent)
        wish = turn.session.wish
        if wish is turn.started.wish or "wish" not in fields_of(type(intent)):
            return reading
        return reading | {"wish": wish or {}}

    def _taken(self, message: Message) -> Intent | None:
        """What the message's files ask for, where a capability takes them."""
        return self.services.of(FileTakers).intent(message.files)

    async def _spelled_out(self, message: Message, user: User, session: Session) -> Message:
        language = self._language(message, user, session)
        return replace(message, text=await self._topic.spell_out(message.text, language))

    async def _met(self, message: Message, now: datetime) -> tuple[User, Session | None]:
        """Who writes, and the session that is open with them here or a new one. Where the message
        was edited, it is as it was before the message; None where that is too long ago.
        """
        sender = message.user
        known = await self._store.of(Sessions).met(sender, message.chat, now)
        user, session = known or (await self._new_user(sender, now), None)
        session = session or Session(short_id())
        return user, rewound(session, message.number) if message.edited else session

    async def _focused(self, message: Message, user: User, session: Session) -> Session:
        """The session, turned to the card that the message answers."""
        buttons = [intent for data in message.about if (intent := self.router.intent_of(data))]
        if not buttons:
            return session
        return await self._topic.focus(self.services, session, user.id, buttons)

    async def _new_user(self, sender: UserRef, now: datetime) -> User:
        store = self._store.of(Users)
        return await store.create(sender.platform, sender.id, name=sender.name, now=now)

    async def _interpreted(
        self,
        message: Message,
        user: User,
        session: Session,
        now: datetime,
        *,
        at_once: bool = False,
    ) -> Interpretation | None:
        """What the message means; None for a button that nobody can read any more."""
        language = self._language(message, user, session)
        text = message.text
        if message.tap is not None:
            tapped = self.router.intent_of(message.tap)
            if not isinstance(tapped, Try):
                return _of_tap(tapped)
            text = _example(tapped, language)
        if clear := self._clear(message, session, text):
            return clear
        said = Utterance.in_session(text, language, now.date(), as_continued(session, message))
        return await self._understander.understand(uttered(said, message, user, at_once))

    def _clear(self, message: Message, session: Session, text: str) -> Interpretation | None:
        """What needs no understanding: a form, a file, the answer to a question."""
        if message.form is not None and not text:
            return Interpretation(message.form, "command")
        if message.files and (taken := self._taken(message)):
            return Interpretation(taken, "command")
        if answered := _answered(message, session, self.router):
            return Interpretation(answered, "offline")
        return None

    def _language(self, message: Message, user: User, session: Session, heard: str = "") -> str:
        """The language chosen, else the platform's, else the sentence's, else the dialogue's."""
        wanted = (user.language, message.user.language, heard, session.language)
        return spoken(*wanted, self._default_language)

    def _turn(
        self,
        message: Message,
        user: User,
        session: Session,
        found: Interpretation | None,
        now: datetime,
    ) -> Turn:
        language = self._language(message, user, session, (found and found.language) or "")
        return Turn(
            user=user,
            message=message,
            session=replace(session, language=language, expects=None),
            started=session,
            now=now,
            services=self.services,
            language=language,
            router=self.router,
            region=user.region or self._default_region,
            group=message.group_chat,
            suggested=found.suggested if found else (),
            line=found.line if found else "",
            asked=session.expects,
        )

    async def _write(self, turn: Turn, intent: Intent, replies: tuple[Reply, ...]) -> None:
        """Everything the turn changed, and what is to be said, in one transaction."""
        message = turn.message
        if message.user.name != turn.user.name:
            turn.later(self._store.of(Users).rename(message.user))
        if not turn.forgotten:
            self._keep_session(turn, intent, replies)
        if message.retried:
            turn.later(self._store.of(FailedMessages).answered(message.retried))
        if message.id:
            self._keep_answer(turn, replies)
        await self._store.apply(*turn.changes)

    def _keep_session(self, turn: Turn, intent: Intent, replies: tuple[Reply, ...]) -> None:
        user_id, chat, now = turn.user.id, turn.message.chat, turn.now
        if not turn.off_record:
            session = with_lines(turn, intent, replies)
            turn.later(self._store.of(Sessions).save(user_id, chat, session, now))
        if turn.message.group:
            turn.later(self._store.of(Chats).about(chat, user_id, now))

    def _keep_answer(self, turn: Turn, replies: tuple[Reply, ...]) -> None:
        """The answer stays in the inbox until it is delivered."""
        message = turn.message
        answer = packed(replies, turn.language, self.router)
        answered = self._store.of(Inbox).answered(message.user.platform, message.id, answer)
        turn.later(answered)


def _of_tap(intent: Intent | None) -> Interpretation | None:
    if intent is None or isinstance(intent, Again):
        return None
    return Interpretation(intent, "tap")


def _example(tapped: Try, language: str) -> str:
    """The example that a button stands for."""
    examples = speech(language).choices("examples")
    return examples[tapped.example % len(examples)]


def _answered(message: Message, session: Session, router: Router) -> Intent | None:
    """The intent that an awaited answer completes; None where no answer is awaited, or this is
    none.
    """
    expects = session.expects
    if expects is None or message.tap is not None or message.text.startswith("/"):
        return None
    said = message.whole if expects.whole else message.text
    try:
        return router.read({**expects.reading, expects.field: said})
    except ValueError:
        return None


def _toast(phrase: str, turn: Turn) -> Answer:
    """An answer that changes nothing."""
    return Answer((Reply(turn.t(phrase), show=Show.TOAST),), "tap", turn.language)
