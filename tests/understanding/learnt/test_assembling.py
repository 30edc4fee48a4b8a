"""A frame and what was chosen for it make a reading."""

import pytest

from core.understanding.learnt.assembling import Role, RoleChoice, assembled
from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hypotheses import Hypothesis
from tests.understanding.learnt.conftest import reading


def chosen(field: str, value: str, role: Role, kind: str = "phrase") -> RoleChoice:
    return RoleChoice(Hypothesis(0, 1, kind, ((field, value),)), role)


def test_a_wish_is_made_of_what_is_wanted_and_what_is_not() -> None:
    choices = [chosen("genres", "comedy", "want"), chosen("genres", "horror", "not")]
    made = assembled(Frame("recommend"), choices, reading("a comedy, no horror"))
    assert made == {
        "intent": "recommend",
        "wish": {"genres": ["comedy"], "not_genres": ["horror"]},
    }


def test_a_change_adds_to_the_wish_in_progress_or_takes_the_place_of_what_was() -> None:
    before = {"kind": "movie", "genres": ["comedy"]}
    said = reading("horror", before)
    added = assembled(Frame("refine"), [chosen("genres", "horror", "want")], said)
    swapped = assembled(Frame("refine"), [chosen("genres", "horror", "swap")], said)
    assert added == {"intent": "refine", "wish": {**before, "genres": ["comedy", "horror"]}}
    assert swapped == {"intent": "refine", "wish": {**before, "genres": ["horror"]}}


def test_a_wish_like_a_title_is_more_like_it() -> None:
    made = assembled(
        Frame("recommend"), [chosen("like", "Heat", "want", "title")], reading("heat vibes")
    )
    assert made == {"intent": "more_like", "wish": {"like": ["Heat"]}}


def test_a_question_that_names_a_title_is_about_that_title() -> None:
    frame = Frame("about_last", "question", "cast")
    made = assembled(frame, [chosen("like", "Heat", "use", "title")], reading("who is in heat"))
    assert made == {"intent": "find_title", "question": "cast", "title": "Heat"}


def test_a_year_beside_a_title_says_which_one() -> None:
    title = RoleChoice(Hypothesis(0, 1, "title", (("like", "Suspiria"),)), "use")
    made = assembled(Frame("find_title"), [title], reading("suspiria the one of 1977"))
    assert made == {"intent": "find_title", "title": "Suspiria", "year": 1977}


def test_a_comparison_of_one_title_makes_no_sense() -> None:
    choices = [chosen("like", "Heat", "use", "title")]
    assert assembled(Frame("compare"), choices, reading("heat or what")) is None


@pytest.mark.parametrize(
    ("text", "rating"),
    [("ran 9/10", 9.0), ("4.5 stars", 9.0), ("3/5 for heat", 6.0), ("heat was great", None)],
)
def test_a_rating_is_out_of_ten(text: str, rating: float | None) -> None:
    made = assembled(Frame("rate"), [], reading(text))
    assert made is not None
    assert made["rating"] == rating
