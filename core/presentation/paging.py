"""Pages of a list, whatever it holds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.dialogue.intents import Intent
from core.dialogue.replies import Button
from core.words.speech import Speech

T = TypeVar("T")
Row = tuple[Button, ...]

_LENGTH = 8  # rows that a chat shows without scrolling


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list: its rows, where the first of them stands in the list (from 0), which page
    it is (from 0) and of how many.
    """

    rows: tuple[T, ...]
    start: int
    index: int
    pages: int


def page_of(rows: Sequence[T], index: int) -> Page[T]:
    """The page at ``index`` (from 0); beyond the end, the last one."""
    pages = max(1, -(-len(rows) // _LENGTH))
    index = min(index, pages - 1)
    start = index * _LENGTH
    return Page(tuple(rows[start : start + _LENGTH]), start, index, pages)


def footer(page: Page[T], t: Speech) -> str:
    """Which page it is: "page 2 of 5"; nothing where there is only one."""
    if page.pages == 1:
        return ""
    return t("list.page", page=page.index + 1, pages=page.pages)


def page_buttons(page: Page[T], to: Callable[[int], Intent], t: Speech) -> Row:
    """The buttons that lead to the pages before and after; ``to`` says what shows a page."""
    row = []
    if page.index > 0:
        row.append(Button(t("button.previous"), to(page.index - 1)))
    if page.index + 1 < page.pages:
        row.append(Button(t("button.next"), to(page.index + 1)))
    return tuple(row)


def in_pairs(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """Buttons, two in a row."""
    listed = tuple(buttons)
    return tuple(listed[at : at + 2] for at in range(0, len(listed), 2))
