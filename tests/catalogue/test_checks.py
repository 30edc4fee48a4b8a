"""The checks of the embedded catalogue: a file with each fault is told which, and the catalogue has
none.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import CatalogueFileError
from core.films.importing.entry import Entry
from core.films.importing.file import read_catalogue
from tools.catalogue import __main__ as command
from tools.catalogue.counts import shortages
from tools.catalogue.faults import faults

ENGLISH = """A lighthouse keeper who has not spoken for a year finds a boat on the rocks below his tower, and in it a girl who
talks without end. He hides her from the island, she mends his radio,
        and far out at sea somebody answers the call."""
FRENCH = """Un gardien de phare, muet depuis un an, trouve une barque au pied de sa tour et, dedans,
        une fillette qui parle sans
arrêt. Il la cache aux gens de l'île, elle répare sa radio,
        et quelque part au large une voix finit par répondre."""
THEMES = [
    "sea",
    "island",
    "friendship",
    "loneliness",
    "tender",
    "boat",
    "unlikely friendship",
    "poetic",
]


def title(**changes: Any) -> dict[str, Any]:
    """A title without fault, but for the changes; None takes a key away."""
    sound = {
        "kind": "movie",
        "imdb_id": "tt9900001",
        "original_title": "The Keeper's Radio",
        "year": 2015,
        "runtime": 101,
        "language": "en",
        "countries": ["IE"],
        "certification": "PG",
        "genres": ["drama"],
        "themes": THEMES,
        "imdb_rating": 7.4,
        "imdb_votes": 12000,
        "texts": {
            "en": {"title": "The Keeper's Radio", "overview": ENGLISH},
            "fr": {"title": "La Radio", "overview": FRENCH},
        },
        "directors": ["Ann Onym"],
        "cast": ["Bo One", "Cy Two", "Di Three", "Ed Four"],
    }
    return {key: value for key, value in (sound | changes).items() if value is not None}


def other(**changes: Any) -> dict[str, Any]:
    """A second title that has nothing in common with the first."""
    return title(
        **{"imdb_id": "tt9900002", "original_title": "Zorblax", "texts": texts()} | changes
    )


def texts(**changes: dict[str, str]) -> dict[str, dict[str, str]]:
    """What the second title is told as, but for the changes."""
    languages = {"en": "one", "fr": "un"}
    return {
        code: told(" ".join(f"{word}{at}" for at in range(40)), "Zorblax")
        for code, word in languages.items()
    } | changes


def told(overview: str, name: str = "The Keeper's Radio") -> dict[str, str]:
    return {"title": name, "overview": overview}


def checked(tmp_path: Path, *titles: dict[str, Any]) -> list[str]:
    """What is wrong with a file of these titles."""
    path = tmp_path / "titles.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in titles), "utf-8")
    try:
        return faults(read_catalogue(path, vocabulary_only=True))
    except CatalogueFileError as error:
        return error.faults


def test_titles_without_fault(tmp_path: Path) -> None:
    assert checked(tmp_path, title(), other()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"imdb_id": "0113277"}, "imdb_id"),
        ({"tmdb_id": -1}, "tmdb_id"),
        ({"genres": ["gumbo"]}, "no genre 'gumbo'"),
        ({"themes": [*THEMES, "gumbo"]}, "no theme 'gumbo'"),
        ({"themes": THEMES[:7]}, "7 themes, not 8 to 14"),
        ({"year": None}, "no year"),
        ({"year": 1894}, "the year 1894 cannot be"),
        ({"year": 2099}, "the year 2099 cannot be"),
        ({"runtime": 601}, "a runtime of 601 minutes cannot be"),
        ({"runtime": None}, "no runtime"),
        ({"kind": "tv", "runtime": 45, "seasons": 2}, "no seasons or episodes"),
        ({"language": "qx"}, "no language has the code qx"),
        ({"countries": ["QX"]}, "no country has the code QX"),
        ({"countries": None}, "no countries"),
        ({"certification": "12A"}, "no certification is called 12A"),
        ({"imdb_rating": 7.41}, "more than one decimal"),
        ({"imdb_rating": None}, "no imdb_rating"),
        ({"imdb_votes": 12345}, "not rounded to two figures"),
        ({"texts": {"en": told(ENGLISH)}}, "no text in French"),
        (
            {"texts": {"en": told("Too short."), "fr": told(FRENCH)}},
            "the overview in English has 2 words",
        ),
        ({"texts": {"en": told(ENGLISH), "fr": told(FRENCH * 2)}}, "the overview in French has"),
        ({"directors": None}, "nobody directed or created it"),
        ({"cast": ["Bo One"]}, "1 in the cast, not 4 to 8"),
    ],
)
def test_a_fault_of_one_title(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (fault,) = checked(tmp_path, other(), title(**changes))
    assert said in fault
    assert "line 2" in fault


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (title(texts=texts()), "the same title as on line 1"),
        (
            other(imdb_id="tt9900001", kind="tv", runtime=45, seasons=1, episodes=6),
            "same title as The Keeper's Radio",
        ),
        (
            other(texts=texts(fr=told(texts()["fr"]["overview"], "La radio"))),
            "the same title as The Keeper's Radio (2015)",
        ),
        (
            other(texts=texts(en=told(ENGLISH.replace("girl", "boy"), "Zorblax"))),
            "told nearly as The Keeper's Radio",
        ),
        (other(directors=["Ann O'Nym"]), "Ann O'Nym is spelt Ann Onym elsewhere"),
    ],
)
def test_a_fault_between_titles(tmp_path: Path, second: dict[str, Any], said: str) -> None:
    (fault,) = checked(tmp_path, title(), second)
    assert said in fault
    assert fault.startswith("line 2")


def test_a_franchise_has_one_name(tmp_path: Path) -> None:
    first, second = (
        {"slug": "keeper", "en": name, "fr": "Le Gardien"} for name in ("The Keeper", "Keeper")
    )
    (fault,) = checked(tmp_path, title(franchise=first), other(franchise=second))
    assert "the franchise keeper has other names elsewhere" in fault


def test_animals_need_no_cast(tmp_path: Path) -> None:
    assert checked(tmp_path, title(genres=["documentary"], cast=None)) == []


def test_too_few_titles_of_something() -> None:
    said = shortages([Entry.model_validate_json(json.dumps(title()))])
    assert "1 titles of the kind movie, at least 950 are needed" in said
    assert "0 titles of the genre western, at least 40 are needed" in said
    assert "0 titles of the genre giallo, at least 4 are needed" in said
    assert "0 titles of the decade 1920, at least 15 are needed" in said
    assert "1 titles with the theme sea, at least 5 are needed" in said
    assert "1 countries, at least 35 are needed" in said
    assert "1 languages, at least 25 are needed" in said


def test_the_embedded_catalogue_and_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0, capsys.readouterr().out
