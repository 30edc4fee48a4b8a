"""The terminal adapter: lines in, replies out, and a number presses a button."""

import asyncio
import re
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from adapters.console.faces import Face
from core.capabilities import ROUTER
from core.dialogue.conversation import Conversation
from core.dialogue.outbox import DeliveryWork
from core.dialogue.replies import Answer, Button, Reply, Show
from core.dialogue.turn import ChatRef, Message, UserRef
from core.storage.store import Store
from core.words.speech import Speech, speech, spoken
from core.worker import Worker

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from rich.console import Console

PLATFORM = "console"
_PRESS = re.compile(r"\s*:(\d{1,9})\s*")
_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
Unasked = Callable[[], Awaitable[tuple[Reply, ...]]]
_LEAVE = frozenset({"/quit", "/exit", ":q"})
_LONGEST_LINE = 1_000_000


@dataclass(slots=True)
class Dialogue:
    """One person's dialogue: what they typed goes in, what they see is shown, and buttons keep
    their numbers in between. What was said to them unasked is shown with the next line's answer.
    """

    conversation: Conversation
    face: Face
    user: UserRef
    language: str
    unasked: Unasked | None = None
    bare_numbers: bool = False
    _buttons: tuple[Button, ...] = field(default=())

    async def say(self, line: str) -> None:
        """Answer one line: a sentence, a command, or the number of a button."""
        start = time.perf_counter()
        unasked = await self.unasked() if self.unasked else ()
        answer = await self._answer(line)
        answer = _local(replace(answer, replies=(*unasked, *answer.replies)))
        self.language = answer.language
        self.face.show(answer, (time.perf_counter() - start) * 1000)
        for reply in answer.replies:
            self._buttons = (
                tuple(button for row in reply.buttons for button in row) or self._buttons
            )

    async def _answer(self, line: str) -> Answer:
        number = self._pressed(line)
        if number is None:
            return await self.conversation.handle(Message(self.user, self._chat, text=line))
        if not 1 <= number <= len(self._buttons):
            return self._notice(self._missing(number))
        button = self._buttons[number - 1]
        if button.intent is None:
            return self._notice(button.url or button.label)
        return await self.conversation.handle(
            Message(self.user, self._chat, tap=ROUTER.encode(button.intent))
        )

    def _pressed(self, line: str) -> int | None:
        """The number of the button a line presses; a bare number that no button has may be a film's
        name, such as 1917.
        """
        if press := _PRESS.fullmatch(line):
            return int(press[1])
        bare = _NUMBER.fullmatch(line) if self.bare_numbers else None
        return int(bare[1]) if bare and 1 <= int(bare[1]) <= len(self._buttons) else None

    def _missing(self, number: int) -> str:
        return (
            self._t("console.no_button", n=number)
            if self._buttons
            else self._t("console.no_buttons")
        )

    def _notice(self, text: str) -> Answer:
        return Answer((Reply(text, show=Show.TOAST),), "tap", self.language)

    @property
    def _t(self) -> Speech:
        return speech(self.language)

    @property
    def _chat(self) -> ChatRef:
        return ChatRef(PLATFORM, self.user.id)


def _local(answer: Answer) -> Answer:
    """The answer without buttons that are links to the bot, or copy a text: a terminal has no such
    button.
    """
    return replace(
        answer, replies=tuple(replace(reply, buttons=_unshared(reply)) for reply in answer.replies)
    )


def _unshared(reply: Reply) -> tuple[tuple[Button, ...], ...]:
    rows = (tuple(button for button in row if _works_here(button)) for row in reply.buttons)
    return tuple(row for row in rows if row)


def _works_here(button: Button) -> bool:
    return button.share is None and button.opens is None and button.copies is None


def dialogue(
    conversation: Conversation,
    face: Face,
    name: str,
    language: str | None,
    default: str,
    store: Store | None = None,
) -> Dialogue:
    """A dialogue with the person of that name, who may have said which language they want. With a
    store, they see what is said to them unasked.
    """
    user = UserRef(PLATFORM, name, name, language)
    unasked = _outbox_of(store, conversation, name) if store else None
    return Dialogue(conversation, face, user, spoken(language, default), unasked)


def _outbox_of(store: Store, conversation: Conversation, name: str) -> Unasked:
    """Takes what is due in somebody's chat out of the outbox."""
    said: list[Reply] = []

    async def keep(answer: Answer, chat: ChatRef) -> None:
        said.extend(answer.replies)

    work = DeliveryWork(store, conversation.router, PLATFORM, keep, chat_id=name)
    worker = Worker(store, work)

    async def unasked() -> tuple[Reply, ...]:
        said.clear()
        while await worker.begin():
            await worker.idle()
        return tuple(said)

    return unasked


async def talk_in_pipe(talk: Dialogue, stream: BinaryIO) -> None:
    """One input line is one message, to the end of input."""
    async for line in lines(stream):
        await talk.say(line)


async def talk_on_terminal(talk: Dialogue, console: "Console", history: Path) -> None:
    """Line editing and history; Ctrl-C clears the line, Ctrl-D ends politely."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    talk.bare_numbers = True
    await asyncio.to_thread(history.touch, mode=0o600)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    await talk.say("/start")
    console.print(speech(talk.language)("console.hello"), style="dim", highlight=False)
    while (line := await _line(session)) is not None and line.strip() not in _LEAVE:
        if line.strip():
            await talk.say(line)
    console.print(speech(talk.language)("console.bye"), highlight=False)


async def _line(session: "PromptSession[str]") -> str | None:
    """The next line typed; None when the person leaves."""
    while True:
        try:
            return await session.prompt_async("› ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return None


async def lines(stream: BinaryIO) -> AsyncIterator[str]:
    """The lines of a byte stream as they come; bytes that are not UTF-8 are replaced."""
    while raw := await _read(stream):
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


async def _read(stream: BinaryIO) -> bytes:
    # A thread of its own that ends with the program: a pool's thread that waits for input would
    # keep the program from ending.
    loop = asyncio.get_running_loop()
    read: asyncio.Future[bytes] = loop.create_future()

    def work() -> None:
        line = _whole_line(stream)
        with suppress(RuntimeError):  # the loop ended meanwhile: nobody waits for the line
            loop.call_soon_threadsafe(_resolve, read, line)

    threading.Thread(target=work, daemon=True).start()
    return await read


def _whole_line(stream: BinaryIO) -> bytes:
    """One line; what goes beyond the longest line is dropped, so that it does not become messages
    of its own.
    """
    line = rest = stream.readline(_LONGEST_LINE)
    while len(rest) == _LONGEST_LINE and not rest.endswith(b"\n"):
        rest = stream.readline(_LONGEST_LINE)
    return line


def _resolve(read: asyncio.Future[bytes], line: bytes) -> None:
    if not read.cancelled():
        read.set_result(line)
