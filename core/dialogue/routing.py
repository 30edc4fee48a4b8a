"""Which handler answers which intent, and what each intent is called in readings and buttons."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Protocol, TypeVar, get_args, get_type_hints, runtime_checkable

from core.dialogue.buttons import LIMIT, RESERVED, VERSION, Code, read_number
from core.dialogue.intents import Intent, Personal, Reserved
from core.dialogue.links import Links
from core.dialogue.replies import Button, Reply
from core.dialogue.turn import Message, Turn


@runtime_checkable
class FromJson(Protocol):
    """A value that reads itself from a JSON object."""

    def from_dict(self, raw: Mapping[str, object], /) -> object:
        """The value of an object. Raises ValueError for one that does not fit."""
        ...


@runtime_checkable
class ToJson(Protocol):
    """A value that writes itself as a JSON object."""

    def to_dict(self) -> dict[str, object]:
        """The object of a value."""
        ...


def written(name: str, intent: Intent) -> dict[str, object]:
    """The reading of an intent of that name; fields that say nothing are left out."""
    values = {field: _plain(getattr(intent, field)) for field in fields_of(type(intent))}
    told = {field: value for field, value in values.items() if value not in (None, [], {}, False)}
    return {"intent": name} | told


def built(kind: Callable[..., Intent], reading: Mapping[str, object]) -> Intent:
    """The intent of a reading; fields it does not have are passed over. Raises ValueError when a
    value does not fit or is missing.
    """
    values = _values(_hints(kind), reading)
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(str(error)) from error


def fields_of(kind: type[Intent]) -> tuple[str, ...]:
    """The names of an intent's fields, in order."""
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


@cache
def _hints(kind: Hashable) -> dict[str, object]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _values(hints: Mapping[str, object], reading: Mapping[str, object]) -> dict[str, object]:
    told = {name: value for name, value in reading.items() if name in hints and value is not None}
    return {name: _value(hints[name], value) for name, value in told.items()}


def _plain(value: object) -> object:
    if isinstance(value, ToJson):
        return value.to_dict()
    return list(value) if isinstance(value, tuple) else value


def _value(hint: object, value: object) -> object:
    if isinstance(hint, FromJson) and isinstance(value, Mapping):
        return hint.from_dict(value)
    if isinstance(value, str) and _numeric(hint):
        return _number(value)
    return tuple(value) if isinstance(value, list) else value


def _numeric(hint: object) -> bool:
    kinds = get_args(hint) or (hint,)
    return (int in kinds or float in kinds) and str not in kinds


def _number(text: str) -> float:
    """A number as people type it: "7", "7.5", "7,5". Raises ValueError for anything else."""
    return float(text.strip().replace(",", "."))


I = TypeVar("I", bound=Intent)  # noqa: E741
Handler = Callable[[Intent, Turn], Awaitable[list[Reply]]]


@dataclass(frozen=True, slots=True)
class Route:
    """One intent: who answers it, its name in readings, and how a button carries it.

    ``sayable``: a sentence or a model may say it; otherwise only commands, links and buttons.
    Intents that share a name are told apart by ``when``, the values of some fields in a reading.
    """

    kind: type[Intent]
    handler: Handler
    name: str | None
    code: Code | None
    sayable: bool
    when: tuple[tuple[str, object], ...] = ()

    def reads(self, reading: Mapping[str, object]) -> bool:
        """Whether a reading of its name is one of this intent."""
        return all(reading.get(field) == value for field, value in self.when)


def route(
    kind: type[I],
    handler: Callable[[I, Turn], Awaitable[list[Reply]]],
    *,
    name: str | None = None,
    code: Code | None = None,
    sayable: bool | None = None,
    when: Mapping[str, object] | None = None,
) -> Route:
    """Declare an intent. Whatever has a name in readings can be said, unless told otherwise."""

    said = bool(name) if sayable is None else sayable
    told_apart = tuple((when or {}).items())
    return Route(kind, _of_any(kind, handler), name, code, said, told_apart)


def _of_any(kind: type[I], handler: Callable[[I, Turn], Awaitable[list[Reply]]]) -> Handler:
    """The handler of one kind of intent, as it is called with any."""

    async def answer(intent: Intent, turn: Turn) -> list[Reply]:
        assert isinstance(intent, kind)
        return await handler(intent, turn)

    return answer


class Router:
    """All routes. Raises ValueError when two claim one intent, one name or one code."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.routes = tuple(routes)
        self._by_kind = _unique((one.kind, one) for one in self.routes)
        self._by_name = _by_name(self.routes)
        self._by_code = _unique((one.code.letters, one) for one in self.routes if one.code)

    async def answer(self, intent: Intent, turn: Turn) -> list[Reply]:
        """What the intent's handler says."""
        return await self._by_kind[type(intent)].handler(intent, turn)

    def read(self, reading: Mapping[str, object]) -> Intent:
        """The intent of a reading. Raises ValueError when it names no intent, or a field does not
        fit.
        """
        name = reading.get("intent")
        for one in self._by_name.get(str(name), ()):
            if one.reads(reading):
                return built(one.kind, reading)
        raise ValueError(f"no such intent: {name!r}")

    def has_reading(self, intent: Intent) -> bool:
        """Whether the intent has a name in readings; some only buttons carry."""
        return self._by_kind[type(intent)].name is not None

    def reading(self, intent: Intent) -> dict[str, object]:
        """The reading of an intent. Raises KeyError for one that only buttons carry."""
        name = self._by_kind[type(intent)].name
        if name is None:
            raise KeyError(type(intent).__name__)
        return written(name, intent)

    def encode(self, carried: Intent | Reserved) -> str:
        """The string a button carries. Raises ValueError for an intent no button carries, or one
        that would not fit.
        """
        data = self._encoded(carried)
        if len(data.encode()) > LIMIT:
            raise ValueError(f"{data} is over {LIMIT} bytes")
        return data

    def decode(self, data: str) -> Intent | Reserved | None:
        """What a button carries, or None for anything this program never wrote."""
        if len(data.encode(errors="replace")) > LIMIT:
            return None
        try:
            return self._decoded(data)
        except (ValueError, KeyError, IndexError):
            return None

    def intent_of(self, data: str) -> Intent | None:
        """What a button asks for, whoever it is reserved for; None as for ``decode``."""
        carried = self.decode(data)
        return carried.intent if isinstance(carried, Reserved) else carried

    def _encoded(self, carried: Intent | Reserved) -> str:
        if isinstance(carried, Reserved):
            return f"{RESERVED}:{carried.user_id}:{self._written(carried.intent)}"
        return f"{VERSION}{self._written(carried)}"

    def _written(self, intent: Intent) -> str:
        found = self._by_kind.get(type(intent))
        if found is None or found.code is None:
            raise ValueError(f"no button carries {intent!r}")
        return found.code.write(intent)

    def _decoded(self, data: str) -> Intent | Reserved:
        match data[:1], data[1:].split(":"):
            case "1", [letters, *values]:
                return self._intent(letters, values)
            case "2", ["", user_id, letters, *values]:
                return Reserved(self._intent(letters, values), read_number(user_id))
        raise ValueError(data)

    def _intent(self, letters: str, values: Sequence[str]) -> Intent:
        found = self._by_code[letters]
        assert found.code
        kind: Callable[..., Intent] = found.kind
        return kind(**found.code.read(values))


K = TypeVar("K")


def _by_name(routes: Iterable[Route]) -> dict[str, list[Route]]:
    """The routes of each name, those that ask for most of a reading first."""
    found: dict[str, list[Route]] = {}
    named = sorted(_named(routes).values(), key=lambda one: -len(one.when))
    for one in named:
        found.setdefault(str(one.name), []).append(one)
    return found


def _named(routes: Iterable[Route]) -> dict[tuple[str, object], Route]:
    """The routes with a name in readings, by that name and what else tells them apart."""
    return _unique(((one.name, one.when), one) for one in routes if one.name)


def _unique(pairs: Iterable[tuple[K, Route]]) -> dict[K, Route]:
    found: dict[K, Route] = {}
    for key, one in pairs:
        if key in found:
            raise ValueError(f"{key} is declared twice")
        found[key] = one
    return found


def refusal(message: Message, user_id: int, router: Router) -> str | None:
    """The phrase that refuses a tap on what is not the user's to tap; None where it is.

    Buttons from before they were reserved do nothing where others can tap them.
    """
    if message.tap is None or not message.public:
        return None
    carried = router.decode(message.tap)
    if isinstance(carried, Reserved):
        return None if carried.user_id == user_id else "personal.not_yours"
    return "personal.too_old" if isinstance(carried, Personal) else None


def answer_elsewhere(intent: Intent, turn: Turn) -> Reply | None:
    """What is said instead of an answer that is not for this place or sender; None where it is."""
    message = turn.message
    if message.group and isinstance(intent, Personal) and intent.in_private:
        return _in_private(intent, turn)
    if message.user.anonymous and intent.keeps:
        return Reply(turn.t("personal.anonymous"))
    return None


def _in_private(intent: Intent, turn: Turn) -> Reply:
    """That it is answered in the private chat, with a button that leads there."""
    there = turn.use(Links).carried(intent)
    button = Button(turn.t("button.private"), opens=there)
    return Reply(turn.t("personal.in_private"), buttons=((button,),))


def reserved(replies: Iterable[Reply], user_id: int) -> tuple[Reply, ...]:
    """The replies, with their personal buttons for that user alone."""
    return tuple(replace(reply, buttons=_rows(reply, user_id)) for reply in replies)


def _rows(reply: Reply, user_id: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_reserved(button, user_id) for button in row) for row in reply.buttons)


def _reserved(button: Button, user_id: int) -> Button:
    if not isinstance(button.intent, Personal):
        return button
    return replace(button, intent=Reserved(button.intent, user_id))
