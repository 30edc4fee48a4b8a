"""Intents that buttons carry, as short strings of at most 64 bytes, and back.

``1`` (the version), a letter for the intent, then its values between colons: ``1m:949:s:Ab3x:4``.
What is reserved for one user has version ``2`` and their number before the same letter and values:
``2:42:f:1``. Encodings are for ever: a button pressed years later must still decode, so letters are
never reused and new values are only appended.
"""

from collections.abc import Callable
from typing import Any, get_args

from core.intents import (
    Again,
    AgreeLink,
    AskTitle,
    Cancel,
    Compare,
    DropLink,
    Export,
    ForgetMe,
    Greeting,
    Help,
    Intent,
    Lift,
    LikeTitle,
    ListPage,
    ListStatus,
    MarkTitle,
    More,
    OpenShelf,
    OpenTitle,
    Privacy,
    Question,
    Reserved,
    Settings,
    ShowList,
    Stats,
    Status,
    Surprise,
    Trending,
    Try,
    TurnTo,
    Undo,
)

LIMIT = 64
_LARGEST = 2**31 - 1  # of a database's ids
_STATUS = {"s": "seen", "l": "later", "n": "not_interested", "f": "favourite", "x": "none"}
_LETTER = {status: letter for letter, status in _STATUS.items()}
_KINDS = ("", "movie", "tv")
assert set(_LETTER) == set(get_args(Status)) >= set(get_args(ListStatus))


def encode(carried: Intent | Reserved) -> str:
    """The string a button carries. Raises ValueError for an intent no button carries, or one that
    would not fit.
    """
    if isinstance(carried, Reserved):
        data = f"2:{carried.user_id}:{_written(carried.intent)}"
    else:
        data = f"1{_written(carried)}"
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{data} is over {LIMIT} bytes")
    return data


def decode(data: str) -> Intent | Reserved | None:
    """What a button carries, or None for anything this program never wrote."""
    if len(data.encode(errors="replace")) > LIMIT:
        return None
    try:
        return _read(data)
    except (ValueError, KeyError, IndexError):
        return None


def intent_of(data: str) -> Intent | None:
    """What a button asks for, whoever it is reserved for; None as for ``decode``."""
    carried = decode(data)
    return carried.intent if isinstance(carried, Reserved) else carried


def _written(intent: Intent) -> str:
    for letter, (kind, write, _) in _FORMS.items():
        if type(intent) is kind:
            return ":".join([letter, *map(str, write(intent))])
    raise ValueError(f"no button carries {intent!r}")


def _read(data: str) -> Intent | Reserved:
    match data[:1], data[1:].split(":"):
        case "1", [letter, *values]:
            return _intent(letter, values)
        case "2", ["", user_id, letter, *values]:
            return Reserved(_intent(letter, values), _number(user_id))
    raise ValueError(data)


def _intent(letter: str, values: list[str]) -> Intent:
    _, _, read = _FORMS[letter]
    return read(values)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > _LARGEST:
        raise ValueError(text)
    return int(text)


def _word(text: str) -> str:
    if not text.replace("-", "").replace("_", "").isalnum() or not text.isascii():
        raise ValueError(text)
    return text


def _question(text: str) -> Any:
    if text not in ("", *get_args(Question)):
        raise ValueError(text)
    return text or None


def _status(letter: str) -> Any:
    return _STATUS[letter]


def _flag(text: str) -> bool:
    return bool(("0", "1").index(text))


def _locale(text: str) -> str | None:
    return _word(text) if text else None


def _kind(text: str) -> Any:
    return _KINDS[_KINDS.index(text)] or None


def _listed(text: str) -> Any:
    if _STATUS[text] == "none":
        raise ValueError(text)
    return _STATUS[text]


def _nothing(_: Any) -> tuple[str, ...]:
    return ()


_Write = Callable[[Any], tuple[Any, ...]]
_Read = Callable[[list[str]], Intent]
_FORMS: dict[str, tuple[type[Any], _Write, _Read]] = {
    "o": (OpenTitle, lambda i: (i.title_id,), lambda v: OpenTitle(_number(v[0]))),
    "t": (TurnTo, lambda i: (i.shelf, i.index), lambda v: TurnTo(_word(v[0]), _number(v[1]))),
    "m": (
        MarkTitle,
        lambda i: (i.title_id, _LETTER[i.status], i.shelf, i.index),
        lambda v: MarkTitle(
            _number(v[0]), _status(v[1]), _word(v[2]) if v[2] else "", _number(v[3])
        ),
    ),
    "l": (LikeTitle, lambda i: (i.title_id,), lambda v: LikeTitle(_number(v[0]))),
    "a": (
        AskTitle,
        lambda i: (i.title_id, i.question or ""),
        lambda v: AskTitle(_number(v[0]), _question(v[1])),
    ),
    "p": (ListPage, lambda i: (i.shelf, i.page), lambda v: ListPage(_word(v[0]), _number(v[1]))),
    "y": (Try, lambda i: (i.example,), lambda v: Try(_number(v[0]))),
    "b": (Lift, _nothing, lambda v: Lift()),
    "z": (Again, _nothing, lambda v: Again()),
    "e": (
        OpenShelf,
        lambda i: (i.shelf,) if i.index is None else (i.shelf, i.index),
        lambda v: OpenShelf(_word(v[0]), _number(v[1]) if len(v) > 1 else None),
    ),
    "v": (Privacy, _nothing, lambda v: Privacy()),
    "x": (Export, _nothing, lambda v: Export()),
    "c": (Cancel, _nothing, lambda v: Cancel()),
    "u": (Undo, lambda i: (i.change or "",), lambda v: Undo(_word(v[0]) if v[0] else None)),
    "w": (ShowList, lambda i: (_LETTER[i.status],), lambda v: ShowList(_listed(v[0]))),
    "s": (
        Settings,
        lambda i: (i.language or "", i.region or ""),
        lambda v: Settings(_locale(v[0]), _locale(v[1])),
    ),
    "f": (ForgetMe, lambda i: (int(i.confirmed),), lambda v: ForgetMe(_flag(v[0]))),
    "r": (Trending, lambda i: (i.kind or "",), lambda v: Trending(_kind(v[0]))),
    "n": (More, _nothing, lambda v: More()),
    "q": (Surprise, _nothing, lambda v: Surprise()),
    "h": (Help, _nothing, lambda v: Help()),
    "i": (Stats, _nothing, lambda v: Stats()),
    "g": (Greeting, _nothing, lambda v: Greeting()),
    "j": (AgreeLink, lambda i: (i.link,), lambda v: AgreeLink(_word(v[0]))),
    "k": (DropLink, lambda i: (i.link,), lambda v: DropLink(_word(v[0]))),
    "d": (
        Compare,
        lambda i: i.positions,
        lambda v: Compare(positions=tuple(_number(n) for n in v[:5])),
    ),
}
