"""Exact commands ("/help", "/language fr"): the same words on every platform, in every language there is a lexicon for."""

from functools import cache

from core.errors import Unavailable
from core.intents import FindTitle, Intent, Settings
from core.understanding import Heard, Understood
from core.understanding.offline.lexicon import codes, lexicon
from core.understanding.offline.templates import spoken
from core.understanding.readings import from_reading

_FIELD = {"show_list": "status", "about_last": "question"}


class Commands:
    """Reads what begins with a slash. A command followed by free words is left to those who read sentences."""

    async def understand(self, heard: Heard) -> Understood:
        """The command's intent. Raises Unavailable for anything that is not wholly a command."""
        word, _, rest = heard.text.strip().partition(" ")
        said = _commands().get(spoken(word[1:].partition("@")[0])) if word.startswith("/") else None
        intent = _intent(said, rest.strip(), heard.language) if said else None
        if intent is None:
            raise Unavailable("not a command")
        return Understood(intent, "command")


@cache
def _commands() -> dict[str, str]:
    return {word: said for code in reversed(codes()) for word, said in lexicon(code).commands.items()}


def _intent(said: str, rest: str, language: str) -> Intent | None:
    name, _, value = said.partition(" ")
    if name == "settings":
        return _setting(value, rest, language)
    if name == "find_title" and rest:
        return FindTitle(rest)
    if rest or name in ("recommend", "more_like", "mashup", "find_title", "compare"):
        return None
    return from_reading({"intent": name} | ({_FIELD[name]: value} if name in _FIELD else {}))


def _setting(what: str, rest: str, language: str) -> Intent | None:
    """A language or region by its code, or by its name in any language we have."""
    if not what or not rest:
        return Settings()
    field, length = ("languages", 2) if what == "language" else ("place", 2)
    for lex in (lexicon(language), *map(lexicon, codes())):
        for name, value in lex.meaning(spoken(rest)):
            if name == field:
                return _chosen(what, value.split()[0])
    return _chosen(what, rest) if len(rest) == length and rest.isalpha() else None


def _chosen(what: str, code: str) -> Intent:
    return Settings(language=code.lower()) if what == "language" else Settings(region=code.upper())
