"""Exact commands ("/help", "/film", "/langue fr"), in every language at once; what follows one may
be plain speech.
"""

from collections.abc import Callable
from functools import cache

from core.errors import Unavailable
from core.hygiene import clean
from core.intents import (
    AboutLast,
    Compare,
    FindTitle,
    Greeting,
    Intent,
    Link,
    More,
    Recommend,
    Settings,
)
from core.movies.wish import Wish
from core.sharing import opened
from core.understanding import Heard, Understood
from core.understanding.offline.loading import codes, lexicon
from core.understanding.readings import from_reading


class Commands:
    """Understands a message that is a command. Raises Unavailable for anything else, and for a
    command followed by a description ("/movie a heist in Paris"), which another understander reads
    as speech.
    """

    async def understand(self, heard: Heard) -> Understood:
        """Read the command."""
        name, _, rest = clean(heard.text).partition(" ")
        meaning = (
            commands().get(name.removeprefix("/").partition("@")[0].casefold().replace("_", ""))
            if name.startswith("/")
            else None
        )
        if meaning is None:
            raise Unavailable("not a command")
        kind, _, detail = meaning.partition(" ")
        intent = _with(kind, detail, rest.strip()) if rest.strip() else _alone(kind, detail)
        if intent is None:
            raise Unavailable("the command goes on in plain speech")
        return Understood(intent, "command")


@cache
def commands() -> dict[str, str]:
    """Every command's name, without the slash, and what it asks for."""
    return {
        name: meaning
        for code in reversed(codes())
        for name, meaning in lexicon(code).commands.items()
    }


def _alone(kind: str, detail: str) -> Intent | None:
    field = _DETAILS.get(kind)
    if kind == "recommend":
        return Recommend(
            Wish(kind="tv" if detail == "tv" else "movie" if detail == "movie" else None)
        )
    if kind == "more":
        return More(back=detail == "back")
    if kind in ("more_like", "mashup", "find_title", "compare"):
        return from_reading({"intent": "help"})
    return from_reading(
        {"intent": kind, **({field: detail} if field and kind != "settings" else {})}
    )


_DETAILS = {
    "show_list": "status",
    "about_last": "question",
    "settings": "setting",
    "more_from": "role",
}


def _with(kind: str, detail: str, rest: str) -> Intent | None:
    reader = _ARGUMENTS.get(kind)
    return reader(detail, rest) if reader else _alone(kind, detail) if kind in _HEEDLESS else None


_HEEDLESS = frozenset(
    {"help", "stats", "undo", "forget_me", "more", "more_from", "privacy", "export", "unlink"}
)


def _settings(detail: str, rest: str) -> Intent:
    code = rest.split()[0]
    if detail == "language":
        return Settings(language=code.casefold()) if len(code) == 2 else Settings()
    return Settings(region=code.upper()) if len(code) == 2 else Settings()


def _question(detail: str, rest: str) -> Intent | None:
    if rest.isdigit() and int(rest):
        return from_reading({"intent": "about_last", "question": detail, "position": int(rest)})
    found = from_reading({"intent": "find_title", "title": rest, "question": detail})
    return found if isinstance(found, FindTitle | AboutLast) else None


def _compare(_: str, rest: str) -> Intent | None:
    titles = tuple(
        title.strip()
        for title in rest.replace(" / ", ",").replace(" vs ", ",").split(",")
        if title.strip()
    )
    return Compare(titles) if len(titles) > 1 else None


_ARGUMENTS: dict[str, Callable[[str, str], Intent | None]] = {
    "greeting": lambda _, carried: opened(carried) or Greeting(),
    "settings": _settings,
    "find_title": lambda _, rest: FindTitle(rest),
    "about_last": _question,
    "compare": _compare,
    "link": lambda _, code: Link(code),
}
