"""Titles and people in sentences: found though misspelt, and not seen where there are none."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Ge tout", "Get Out"),
        ("the matrx", "The Matrix"),
        ("les évadés", "The Shawshank Redemption"),
        ("inseption", "Inception"),
        ("eternal sunshine", "Eternal Sunshine of the Spotless Mind"),
        ("up", "Up"),
        ("seven", "Se7en"),
        ("godfather 2", "The Godfather Part II"),
        ("retour vers le futur", "Back to the Future"),
        ("12 angry men", "12 Angry Men"),
        ("the movie Her", "Her"),
        ("c'est quoi Parasite", "Parasite"),
        ("do you know Heat?", "Heat"),
    ],
)
def test_a_title_is_found(reads: Any, said: str, title: str) -> None:
    assert reads(said)["intent"] == "find_title"
    assert reads(said)["title"] == title


def test_a_title_with_its_year(reads: Any) -> None:
    assert reads("it (2017)") == {"intent": "find_title", "title": "It", "year": 2017}
    assert reads("suspiria, the old one from 1977") == {
        "intent": "find_title",
        "title": "Suspiria",
        "year": 1977,
    }


@pytest.mark.parametrize(
    "said",
    [
        "cheer me up",
        "what is it about?",
        "show her something",
        "a film up to 90 minutes",
        "seven short films",
        "a dark comedy",
        "turn up the heat",
    ],
)
def test_ordinary_words_are_not_titles(reads: Any, said: str) -> None:
    reading = reads(said)
    assert reading["intent"] != "find_title"
    assert not reading.get("wish", {}).get("like")


def test_likenesses_and_mashups(reads: Any) -> None:
    assert reads("films like Up but for adults") == {
        "intent": "more_like",
        "wish": {"kind": "movie", "like": ["Up"]},
    }
    assert reads("un film comme Intouchables mais plus récent", language="fr")["wish"]["like"] == [
        "The Intouchables"
    ]
    assert reads("Alien meets Jaws") == {"intent": "mashup", "wish": {"like": ["Alien", "Jaws"]}}
    assert reads("un mélange d'Amélie et de Shrek", language="fr")["wish"] == {
        "like": ["Amélie", "Shrek"]
    }
    assert reads("i loved Heat, something similar?") == {
        "intent": "more_like",
        "wish": {"like": ["Heat"]},
    }


def test_an_unknown_title_stays_as_typed(reads: Any) -> None:
    assert reads("who directed The Zorblax Chronicles?")["title"] == "The Zorblax Chronicles"
    assert reads("movies like Zorblax Rising")["wish"]["like"] == ["Zorblax Rising"]


def test_questions_about_a_title(reads: Any) -> None:
    assert reads("who directed Heat?") == {
        "intent": "find_title",
        "title": "Heat",
        "question": "director",
    }
    assert reads("de quoi parle La Haine ?", language="fr") == {
        "intent": "find_title",
        "title": "La Haine",
        "question": "plot",
    }
    assert reads("is Oppenheimer on netflix?") == {
        "intent": "find_title",
        "title": "Oppenheimer",
        "question": "where",
    }


def test_a_franchise_is_shown_whole(reads: Any) -> None:
    assert reads("all the Harry Potter movies") == {
        "intent": "find_title",
        "title": "Harry Potter",
        "franchise": True,
    }
    assert reads("la saga Star Wars", language="fr") == {
        "intent": "find_title",
        "title": "Star Wars",
        "franchise": True,
    }


def test_choices(reads: Any) -> None:
    assert reads("should I watch Heat or Collateral?") == {
        "intent": "compare",
        "titles": ["Heat", "Collateral"],
    }
    assert reads("plutôt Alien ou Aliens ?") == {"intent": "compare", "titles": ["Alien", "Aliens"]}
    assert reads("the first or the third?") == {"intent": "compare", "positions": [1, 3]}


def test_marks_by_name_and_by_position(reads: Any) -> None:
    assert reads("I've already seen Heat and Alien") == {
        "intent": "mark",
        "status": "seen",
        "titles": ["Heat", "Alien"],
    }
    assert reads("j'ai déjà vu Amélie") == {
        "intent": "mark",
        "status": "seen",
        "titles": ["Amélie"],
    }
    assert reads("take Dune off my list") == {
        "intent": "mark",
        "status": "none",
        "titles": ["Dune"],
    }
    assert reads("I loved Up") == {"intent": "mark", "status": "favourite", "titles": ["Up"]}
    assert reads("save the second one") == {"intent": "mark", "status": "later", "position": 2}


def test_lists_with_conditions(reads: Any) -> None:
    assert reads("sci-fi I saved") == {
        "intent": "show_list",
        "status": "later",
        "wish": {"genres": ["science-fiction"]},
    }
    assert reads("mes films vus", language="fr") == {"intent": "show_list", "status": "seen"}


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("disaster movies with the rock", ["Dwayne Johnson"]),
        ("a film by scorcese", ["Martin Scorsese"]),
        ("avec de funès", ["Louis de Funès"]),
        ("directed by gino nichele", ["Gino Nichele"]),
        ("movies with both De Niro and Pacino", ["Robert De Niro", "Al Pacino"]),
        ("un film à la Wes Anderson", ["Wes Anderson"]),
    ],
)
def test_people(wishes: Any, said: str, people: list[str]) -> None:
    assert wishes(said)["people"] == people
