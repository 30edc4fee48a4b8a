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
    pages = _pages(len(rows))
    index = min(index, pages - 1)
    start = index * _LENGTH
    return Page(tuple(rows[start : start + _LENGTH]), start, index, pages)


def _pages(rows: int) -> int:
    """How many pages so many rows take; an empty list has one."""
    return max(1, -(-rows // _LENGTH))


def footer(page: Page[T], t: Speech) -> str:
    """Which page it is: "page 2 of 5"; nothing where there is only one."""
    if page.pages == 1:
        return ""
    return t("list.page", page=page.index + 1, pages=page.pages)


def page_buttons(page: Page[T], to: Callable[[int], Intent], t: Speech) -> Row:
    """The buttons that lead to the pages before and after; ``to`` says what shows a page."""
    return (*_before(page, to, t), *_after(page, to, t))


def _before(page: Page[T], to: Callable[[int], Intent], t: Speech) -> Row:
    if page.index == 0:
        return ()
    return (Button(t("button.previous"), to(page.index - 1)),)


def _after(page: Page[T], to: Callable[[int], Intent], t: Speech) -> Row:
    if page.index + 1 == page.pages:
        return ()
    return (Button(t("button.next"), to(page.index + 1)),)


def in_pairs(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """Buttons, two in a row."""
    return in_rows(buttons, 2)


def in_rows(buttons: Iterable[Button], length: int) -> tuple[Row, ...]:
    """Buttons in rows of that length."""
    listed = tuple(buttons)
    return tuple(listed[at : at + length] for at in range(0, len(listed), length))
