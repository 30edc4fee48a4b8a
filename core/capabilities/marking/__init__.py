"""Seen, later, not for me, loved it: by button and by sentence, and back again."""

from core.capabilities.marking.handlers import (
    mark,
    mark_buttons,
    mark_title,
    undo,
    undo_aside,
    undo_title,
)
from core.capabilities.marking.intents import Mark, MarkTitle, Undo, UndoAside, UndoTitle
from core.capability import Capability
from core.dialogue.buttons import Code, letters, number, word, word_or_empty, word_or_none
from core.dialogue.commands import Command
from core.dialogue.routing import route
from core.library.marks import Marks
from core.library.opinions import LETTERS
from core.presentation.cards import CardButtons

MARKING = Capability(
    "marking",
    routes=(
        route(Mark, mark, name="mark"),
        route(
            MarkTitle,
            mark_title,
            code=Code(
                "m",
                title_id=number,
                status=letters(LETTERS),
                shelf=word_or_empty,
                index=number,
            ),
        ),
        route(Undo, undo, name="undo", code=Code("u", change=word_or_none)),
        route(UndoAside, undo_aside, code=Code("ua", change=word)),
        route(UndoTitle, undo_title, code=Code("ut", title_id=number)),
    ),
    commands=(Command("undo", Undo(), heedless=True, menus=("private",)),),
    cards=(CardButtons("marks", mark_buttons),),
    undoes=(Marks,),
)
