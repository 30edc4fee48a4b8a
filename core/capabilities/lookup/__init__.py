"""Titles by name, and questions about them."""

from collections.abc import Callable

from core.capabilities.lookup.comparing import compare
from core.capabilities.lookup.handlers import find_title, may_begin_a_name, picks
from core.capabilities.lookup.intents import (
    QUESTIONS,
    AboutLast,
    AskTitle,
    Compare,
    FindTitle,
    Question,
)
from core.capabilities.lookup.questions import about_last, ask_title, details_button
from core.capability import Capability
from core.dialogue.buttons import Code, choice, number, numbers
from core.dialogue.commands import Command, Named, Words
from core.dialogue.intents import Intent
from core.dialogue.routing import route
from core.presentation.browsing import picker
from core.presentation.cards import CardButtons
from core.presentation.intents import OpenTitle


def _asked(question: Question) -> Callable[[str], Intent]:
    """A question about a title by name, or about number so-and-so of the results."""

    def made(rest: str) -> Intent:
        if rest.isdigit() and int(rest):
            return AboutLast(question, int(rest))
        return FindTitle(rest, question=question)

    return made


def _question(key: Question) -> Command:
    return Command(key, AboutLast(key), Words("title", _asked(key)))


def _compared(rest: str) -> Compare | None:
    parts = rest.replace(" / ", ",").replace(" vs ", ",").split(",")
    titles = tuple(part.strip() for part in parts if part.strip())
    return Compare(titles) if len(titles) > 1 else None


LOOKUP = Capability(
    "lookup",
    routes=(
        route(FindTitle, find_title, name="find_title"),
        route(AboutLast, about_last, name="about_last"),
        route(
            AskTitle,
            ask_title,
            code=Code("a", title_id=number, question=choice(Question)),
        ),
        route(Compare, compare, name="compare", code=Code("d", positions=numbers)),
    ),
    commands=(
        Command("title", None, Named(OpenTitle, FindTitle), menus=("private", "group")),
        *(_question(question) for question in QUESTIONS),
        Command("compare", None, Words("titles", _compared)),
    ),
    cards=(CardButtons("more", details_button),),
    pickers=(picker(FindTitle, picks, named=True, begins=may_begin_a_name),),
)
