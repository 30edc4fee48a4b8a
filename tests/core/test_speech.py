"""Both languages say everything, in whole sentences that take the same values."""

import string
from pathlib import Path
from typing import Any

import pytest

from core.films.wishes.conditions import lead
from core.films.wishes.wish import Wish
from core.words.speech import languages, merged, searched_too, speech, spoken, tables


def phrases(language: str) -> dict[str, Any]:
    return dict(flat(merged(tables("phrases", language))))


def flat(table: dict[str, Any], above: str = "") -> Any:
    for key, value in table.items():
        if isinstance(value, dict) and "other" not in value:
            yield from flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def values_of(phrase: Any) -> set[str | None]:
    texts = (
        phrase.values()
        if isinstance(phrase, dict)
        else phrase
        if isinstance(phrase, list)
        else [phrase]
    )
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_what_english_says_with_the_same_values(language: str) -> None:
    english, other = phrases("en"), phrases(language)
    assert other.keys() == english.keys()
    assert {key: values_of(phrase) for key, phrase in other.items()} == {
        key: values_of(phrase) for key, phrase in english.items()
    }


def test_a_wish_is_said_in_one_line() -> None:
    wish = Wish(
        kind="movie",
        genres=("comedy",),
        themes=("heist",),
        year_from=1990,
        year_to=1999,
        runtime_max=120,
    )
    assert lead(wish, speech("en")) == "Comedies, heist, 1990s, under 2 h"
    assert lead(wish, speech("fr")) == "Comédies, braquage, années 1990, moins de 2 h"


def test_what_is_not_wanted_is_said_too() -> None:
    wish = Wish(
        kind="tv",
        genres=("crime", "drama"),
        not_genres=("horror",),
        languages=("ko", "ja"),
        like=("Heat",),
        any=("genres",),
    )
    assert (
        lead(wish, speech("en"))
        == "Crime or drama series, like Heat, in Korean or Japanese, no horror"
    )
    assert (
        lead(wish, speech("fr"))
        == "Séries, policier ou drame, comme Heat, en coréen ou japonais, sans horreur"
    )


def test_nothing_asked_is_films_and_series() -> None:
    assert lead(Wish(), speech("en")) == "Films and series"


def test_the_first_language_we_speak_wins() -> None:
    assert spoken(None, "pt-BR", "fr_CA", "en") == "fr"
    assert spoken("xx") == "en"


def test_counts_follow_the_languages_own_plural() -> None:
    assert speech("fr")("about.seasons", n=1) == "1 saison"
    assert speech("fr")("about.seasons", n=2) == "2 saisons"
    assert speech("en")("about.seasons", n=1) == "1 season"


@pytest.mark.parametrize(
    ("language", "wish", "said"),
    [
        (
            "en",
            Wish(not_themes=("scary", "violent"), not_genres=("war",)),
            "Films and series, not scary or violent, no war",
        ),
        ("fr", Wish(not_themes=("scary", "violent")), "Films et séries, pas effrayant ni violent"),
        ("fr", Wish(themes=("slow",)), "Films et séries, à combustion lente"),
        (
            "en",
            Wish(kind="movie", countries=("SE", "DK", "NO", "FI", "IS")),
            "Films, from the Nordic countries",
        ),
        ("fr", Wish(kind="movie", countries=("SE", "DK")), "Films, Suède ou Danemark"),
    ],
)
def test_leads_say_it_as_people_do(language: str, wish: Wish, said: str) -> None:
    assert lead(wish, speech(language)) == said


def test_what_a_language_under_way_lacks_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "phrases.eo.toml").write_text('[joint]\nand = "kaj"\n', "utf-8")
    with searched_too(tmp_path):
        assert speech("eo").listing("abc") == "a, b kaj c"
        assert speech("eo")("joint.or") == "or"
        assert speech("eo")("list.shared", n=2) == speech("en")("list.shared", n=2)
