"""Readings are judged field by field, as the corpus allows."""

from tools.reader.judging import Case

WISHED = Case(
    {
        "expect": {"intent": "recommend", "wish": {"genres": ["comedy"], "themes": ["cosy"]}},
        "alt": [{"intent": "surprise"}],
        "optional": {"kind": "movie"},
        "synonyms": {"cosy": ["hygge"]},
    }
)


def wished(**wish: object) -> dict[str, object]:
    return {"intent": "recommend", "wish": wish}


def test_the_expected_reading_is_right_and_so_is_another_that_is_as_good() -> None:
    assert WISHED.right(wished(genres=["comedy"], themes=["cosy"]))
    assert WISHED.right({"intent": "surprise"})


def test_optional_values_and_synonyms_do_no_harm() -> None:
    assert WISHED.right(wished(kind="movie", genres=["comedy"], themes=["hygge"]))


def test_a_missing_or_a_further_value_is_wrong() -> None:
    assert not WISHED.right(wished(genres=["comedy"]))
    assert not WISHED.right(wished(genres=["comedy", "horror"], themes=["cosy"]))


def test_a_plot_holds_the_themes_it_tells() -> None:
    assert WISHED.right(wished(genres=["comedy"], plot="a cosy village where nothing happens"))


def test_another_question_is_wrong() -> None:
    case = Case({"expect": {"intent": "find_title", "title": "Heat", "question": "cast"}})
    assert case.right({"intent": "find_title", "title": "heat", "question": "cast"})
    assert not case.right({"intent": "find_title", "title": "Heat"})
    assert case.intent_right({"intent": "find_title", "title": "Heat"})
