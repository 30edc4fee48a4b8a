"""One message on its way: who wrote it and where, what it means, and what its handler works
with.
"""

import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.dialogue.intents import Intent
from core.dialogue.replies import Card, PersonCard, Reply, Show, plain
from core.dialogue.session import Before, Expectation, Line, Session
from core.dialogue.user import JsonObject, User
from core.errors import Unavailable
from core.storage.engine import Change
from core.storage.store import Services
from core.words.speech import Speech, speech
from core.words.text import clean, clean_name, clean_whole

if TYPE_CHECKING:
    from core.dialogue.routing import Router


@dataclass(frozen=True, slots=True)
class UserRef:
    """A user as a platform knows them; ``language`` is the platform's locale for them, if it
    tells. ``anonymous`` is who writes in the name of a group or a channel: nobody can tell which
    user that is, so nothing is marked or set for them.
    """

    platform: str
    id: str
    name: str = ""
    language: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where a conversation takes place."""

    platform: str
    id: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody sent: its name, its size in bytes where the platform tells, and its content
    in chunks, which is fetched when it is asked for. Fetching raises Unavailable.
    """

    name: str
    size: int | None
    chunks: Callable[[], AsyncIterator[bytes]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said (``text``), tapped (``tap``, an encoded intent), filled in (``form``,
    which narrows the text, or is asked as it stands where there is none) or sent (``files``).

    ``whole`` is the text with its line breaks, up to 4,096 characters, for what may be long.
    ``id`` is the platform's update id. ``aside`` is a tap on a message that others see, whose
    answer they do not see. ``posted`` is a tap on a card that a user posted where the bot is not.
    ``about`` is what the buttons of the card carry that it answers. ``retried`` is the key of a
    message that could not be answered and is tried again with this one. ``number`` is the
    platform's own of a written message, which may be ``edited``.
    """

    user: UserRef
    chat: ChatRef
    text: str = ""
    tap: str | None = None
    form: Intent | None = None
    id: str = ""
    at: datetime | None = None
    aside: bool = False
    files: tuple[Upload, ...] = ()
    whole: str = ""
    about: tuple[str, ...] = ()
    posted: bool = False
    retried: str = ""
    number: str = ""
    edited: bool = False

    @property
    def group(self) -> bool:
        """Whether others listen."""
        return not self.chat.private

    @property
    def group_chat(self) -> ChatRef | None:
        """The chat, where others listen."""
        return self.chat if self.group else None

    @property
    def public(self) -> bool:
        """Whether others can see, and tap, what this answers."""
        return self.group or self.aside


T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Work:
    """Something done for a user, in one transaction.

    Actions read through it and leave what should change in ``changes``; whoever began the work, a
    turn of a dialogue or any other caller, writes those together at its end. ``language`` is that
    of titles and names; ``group`` is the chat whose members it is done for, None where it is the
    user alone. ``suggested`` is what a model would suggest.
    """

    user: User
    now: datetime
    services: Services
    language: str
    region: str | None = None
    group: ChatRef | None = None
    suggested: tuple[tuple[str, int | None], ...] = ()
    changes: list[Change] = field(default_factory=list)

    def use(self, kind: type[T]) -> T:
        """A part of the program by its class: a repository, the catalogue, the recommender."""
        return self.services.of(kind)

    def later(self, change: Change) -> None:
        """Add to what is written when the work is over."""
        self.changes.append(change)


@dataclass(slots=True, kw_only=True)
class Turn(Work):
    """One message, there and back.

    Handlers read through it and leave what should change in ``changes`` and ``session``, which
    ``started`` as it was before the message; both are written in one transaction when the turn is
    over. ``line`` is what a model that read the
    sentence would say first; ``asked`` the question that waited for this message. What is
    ``off_record`` leaves no line in the dialogue; after ``forgotten`` nothing of the user is
    written at all.
    """

    message: Message
    session: Session
    started: Session
    router: "Router"
    line: str = ""
    asked: Expectation | None = None
    forgotten: bool = False
    off_record: bool = False

    @property
    def t(self) -> Speech:
        """The phrases of the user's language."""
        return speech(self.language)

    @property
    def tapped(self) -> bool:
        """Whether a button was pressed rather than a sentence written."""
        return self.message.tap is not None

    @property
    def in_place(self) -> Show:
        """How an answer appears that takes the place of the message tapped; a sentence gets a new
        one.
        """
        return Show.EDIT if self.tapped else Show.NEW

    @property
    def in_passing(self) -> Show:
        """How an answer appears that leaves the message tapped as it is."""
        return Show.TOAST if self.tapped else Show.NEW

    def remember(self, **changes: JsonObject | str | int | None) -> None:
        """Change what the session holds: its focus, its language."""
        self.session = replace(self.session, **changes)  # type: ignore[arg-type]

    def expect(self, name: str, field: str, *, whole: bool = False, **known: object) -> None:
        """Let the next message answer a question: it becomes ``field`` of the intent of that name,
        beside what is ``known`` of it. A command, a button or another request ends the wait.
        """
        reading = {"intent": name, **known}
        self.session = replace(self.session, expects=Expectation(reading, field, whole))

    def intent(self, name: str, **fields: object) -> Intent:
        """The intent of a reading, whichever capability declares it. Raises ValueError."""
        return self.router.read({"intent": name, **fields})

    async def redirect(self, name: str, **fields: object) -> list[Reply]:
        """Answer another intent in place of this one."""
        return await self.router.answer(self.intent(name, **fields), self)


def short_id() -> str:
    """A fresh id for a list or a change: 8 letters of URL-safe base 64."""
    return secrets.token_urlsafe(6)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, and what is needed to understand it.

    ``language`` is the user's. ``wish`` is the request in progress. ``runtime`` and ``year`` are
    those of the card on show, to which relative words ("shorter", "older") refer when the request
    says nothing. ``user_id`` and ``group`` (None in private) count towards a model's limits.
    ``at_once``: nobody waits for a model, as behind a button or while typing inline. ``form`` is
    what was filled in beside the text. ``shown``: a card or a list is on show.
    """

    text: str
    language: str
    today: date
    wish: JsonObject | None = None
    runtime: int | None = None
    year: int | None = None
    lines: tuple[Line, ...] = field(default=())
    user_id: int | None = None
    group: ChatRef | None = None
    at_once: bool = False
    form: Intent | None = None
    shown: bool = False

    @classmethod
    def in_session(cls, text: str, language: str, today: date, session: Session) -> "Utterance":
        """Something said in a session."""
        return cls(
            text,
            language,
            today,
            session.wish,
            session.runtime,
            session.year,
            session.lines,
            shown=session.title_id is not None or session.shelf is not None,
        )


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What an utterance means, who understood it ("command", "offline", "llm" or "tap"), and the
    language it is written in where that is plain.

    A model may add titles it would suggest (name and year), which may not exist, and one line to
    say before the answer.
    """

    intent: Intent
    by: str
    language: str | None = None
    suggested: tuple[tuple[str, int | None], ...] = ()
    line: str = ""


class Understander(Protocol):
    """Anything that reads sentences."""

    async def understand(self, utterance: Utterance) -> Interpretation:
        """What it means. Raises Unavailable when this one cannot say; another may."""
        ...


class FirstOf:
    """The first of several understanders that can say."""

    def __init__(self, understanders: Sequence[Understander]) -> None:
        self._understanders = tuple(understanders)

    async def understand(self, utterance: Utterance) -> Interpretation:
        """The first interpretation. Raises Unavailable when nobody has one."""
        for understander in self._understanders:
            try:
                return await understander.understand(utterance)
            except Unavailable:
                continue
        raise Unavailable("nobody could read the sentence")


def cleaned(message: Message) -> Message:
    """The message with its texts and names made safe to read."""
    return replace(
        message,
        text=clean(message.text),
        whole=clean_whole(message.text),
        user=replace(message.user, name=clean_name(message.user.name)),
    )


def uttered(said: Utterance, message: Message, user: User, at_once: bool) -> Utterance:
    """An utterance, with who said it and where."""
    return replace(
        said,
        user_id=user.id,
        group=message.group_chat,
        at_once=at_once or message.tap is not None,
        form=message.form,
    )


def as_continued(session: Session, message: Message) -> Session:
    """The session as far as the message goes on from it: what follows a command, or comes with a
    form, is a request of its own.
    """
    if message.form is None and not message.text.startswith("/"):
        return session
    return replace(session, wish=None, runtime=None, year=None)


def as_asked(turn: Turn, intent: Intent, replies: Iterable[Reply]) -> Session:
    """The session with the request answered last. What keeps something is none, since answering it
    again would keep that too; a tap changes the answer at most.
    """
    if turn.tapped and all(reply.show is not Show.NEW for reply in replies):
        return turn.session
    number, session, started = turn.message.number, turn.session, turn.started
    if turn.tapped or not number or intent.keeps:
        return replace(session, asked=None, before=None, posted=None)
    before = Before(
        len(started.lines), started.wish, started.shelf, started.index, started.title_id
    )
    posted = session.posted if number == session.asked else None
    return replace(session, asked=number, before=before, posted=posted)


def rewound(session: Session, number: str) -> Session | None:
    """The session as it was before a request, if that was answered last."""
    before = session.before
    if before is None or number != session.asked:
        return None
    return replace(
        session,
        lines=session.lines[: before.lines],
        wish=before.wish,
        shelf=before.shelf,
        index=before.index,
        title_id=before.title_id,
        runtime=None,
        year=None,
        expects=None,
    )


def with_lines(turn: Turn, intent: Intent, replies: tuple[Reply, ...]) -> Session:
    """The session with the lines of this turn."""
    said = turn.message.text or f"({type(intent).__name__})"
    lines = (*turn.session.lines, Line("user", said), *map(_line, replies))
    return replace(turn.session, lines=lines)


def _line(reply: Reply) -> Line:
    shown = [plain(reply), f"[{_on_card(reply.card)}]" if reply.card else ""]
    return Line("assistant", " ".join(part for part in shown if part))


def _on_card(card: Card | PersonCard) -> str:
    return card.name if isinstance(card, PersonCard) else f"{card.title} ({card.year})"
