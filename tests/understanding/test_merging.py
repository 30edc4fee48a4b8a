"""A follow-up changes the wish in progress and keeps the rest of it."""

from typing import Any

import pytest

NINETIES = {"kind": "movie", "genres": ["thriller"], "year_from": 1990, "year_to": 1999}
FRENCH = {"kind": "movie", "genres": ["comedy", "romance"], "languages": ["fr"], "runtime_max": 120}


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("shorter please", {"runtime_max": 90}),
        ("longer", {"runtime_min": 150}),
        ("no horror", {"not_genres": ["horror"]}),
        ("but funny", {"genres": ["thriller", "comedy"]}),
        ("and in French?", {"languages": ["fr"]}),
        ("with Cate Blanchett", {"people": ["Cate Blanchett"]}),
        ("less violent", {"not_themes": ["violent"]}),
        ("on netflix", {"providers": ["Netflix"]}),
        ("rated above 8", {"rating_min": 8.0}),
        ("better rated", {"rating_min": 7.0}),
        ("for my kids", {"certification_max": "PG"}),
        ("hidden gems only", {"sort": "hidden"}),
        ("series instead", {"kind": "tv"}),
        ("from the 70s instead", {"year_from": 1970, "year_to": 1979}),
        ("actually make it a comedy", {"genres": ["comedy"]}),
    ],
)
def test_a_follow_up_changes_one_thing(reads: Any, said: str, changed: dict[str, Any]) -> None:
    assert reads(said, NINETIES) == {"intent": "refine", "wish": {**NINETIES, **changed}}


def test_more_recent_and_older_leave_the_decade_behind(wishes: Any) -> None:
    assert wishes("more recent", NINETIES) == {
        "kind": "movie",
        "genres": ["thriller"],
        "year_from": 2000,
    }
    assert wishes("older", NINETIES) == {"kind": "movie", "genres": ["thriller"], "year_to": 1989}


def test_relative_words_refer_to_the_card_when_the_wish_says_nothing(wishes: Any) -> None:
    assert wishes("shorter", {"genres": ["drama"]}, runtime=140)["runtime_max"] == 110
    assert wishes("longer", {"genres": ["drama"]}, runtime=100)["runtime_min"] == 130
    assert wishes("older", {"genres": ["drama"]}, year=1999)["year_to"] == 1998
    assert wishes("more recent", {"genres": ["drama"]}, year=1999)["year_from"] == 2000


def test_in_french_too(wishes: Any) -> None:
    assert wishes("plus court", FRENCH)["runtime_max"] == 90
    assert wishes("sans romance", FRENCH)["genres"] == ["comedy"]
    assert wishes("et en italien ?", FRENCH)["languages"] == ["it"]
    assert wishes("plutôt une série", FRENCH)["kind"] == "tv"
    assert wishes("ajoute de l'action", FRENCH)["genres"] == ["comedy", "romance", "action"]
    assert wishes("moins cucul", FRENCH)["not_themes"] == ["cheesy"]


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("any language", "languages"),
        ("peu importe la durée", "runtime_max"),
        ("forget the length", "runtime_max"),
        ("film ou série peu importe", "kind"),
    ],
)
def test_a_condition_is_taken_back(wishes: Any, said: str, gone: str) -> None:
    assert wishes(said, FRENCH) == {name: value for name, value in FRENCH.items() if name != gone}


def test_a_whole_new_request_starts_anew(reads: Any) -> None:
    assert reads("i want a korean horror movie", NINETIES) == {
        "intent": "recommend",
        "wish": {"kind": "movie", "genres": ["horror"], "languages": ["ko"]},
    }
    assert reads("un western des années 60", FRENCH, "fr")["intent"] == "recommend"


def test_the_same_words_without_a_wish_in_progress_are_a_request(reads: Any) -> None:
    assert reads("in French") == {"intent": "recommend", "wish": {"languages": ["fr"]}}
    assert reads("older movies")["wish"] == {"kind": "movie", "year_to": 1986}


def test_questions_and_marks_leave_the_wish_alone(reads: Any) -> None:
    assert reads("who directed it?", NINETIES) == {"intent": "about_last", "question": "director"}
    assert reads("seen it", NINETIES) == {"intent": "mark", "status": "seen"}
    assert reads("next", NINETIES) == {"intent": "more"}
