"""Making a list of one's own out of a list that somebody shared."""

from core.dialogue.turn import Work
from core.films.recommending.picks import Pick
from core.presentation.shelf import Shelf
from core.presentation.shelves import put_shelf


def copy_shelf(work: Work, shelf: Shelf, lead: str) -> Shelf:
    """A list of the user's own with the same titles, under a lead of its own. Why they were picked
    for somebody else is left out.
    """
    picks = [Pick(pick.title_id) for pick in shelf.picks]
    return put_shelf(work, picks, shelf.wish, lead=lead)
