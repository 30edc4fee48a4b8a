"""Pages of a list, whatever it holds."""

from core.presentation.intents import ListPage
from core.presentation.paging import footer, page_buttons, page_of
from core.words.speech import speech

PEOPLE = tuple(f"person {number}" for number in range(20))
EN = speech("en")


def turning(index: int) -> list[tuple[str, object]]:
    """The buttons under a page, and where they lead."""
    row = page_buttons(page_of(PEOPLE, index), lambda to: ListPage("list", to), EN)
    return [(button.label, button.intent) for button in row]


def test_pages_of_eight() -> None:
    page = page_of(PEOPLE, 1)
    assert page.rows == PEOPLE[8:16]
    assert (page.start, page.index, page.pages) == (8, 1, 3)
    assert footer(page, EN) == "page 2 of 3"


def test_beyond_the_end_is_the_last_page() -> None:
    assert page_of(PEOPLE, 99).rows == PEOPLE[16:]


def test_nothing_is_one_page_without_a_number() -> None:
    page = page_of((), 0)
    assert (page.rows, page.pages, footer(page, EN)) == ((), 1, "")


def test_buttons_lead_to_the_pages_there_are() -> None:
    before, after = ("◀ Previous", ListPage("list", 0)), ("Next ▶", ListPage("list", 1))
    assert turning(0) == [after]
    assert turning(1) == [before, ("Next ▶", ListPage("list", 2))]
    assert turning(2) == [("◀ Previous", ListPage("list", 1))]
