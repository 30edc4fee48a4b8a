"""Everything that stretches of a sentence may mean is found, whatever else they may mean."""

from core.understanding.learnt.hypotheses import Hypothesis, hypotheses
from tests.understanding.learnt.conftest import reading


def found(text: str, language: str = "en") -> set[tuple[str, str, str]]:
    return {(one.kind, *one.effects[0]) for one in hypotheses(reading(text, None, language))}


def test_a_word_keeps_its_meanings_as_a_title_and_as_a_theme() -> None:
    meanings = found("something like alien")
    assert ("title", "like", "Alien") in meanings
    assert any(kind == "phrase" and field == "themes" for kind, field, _ in meanings)


def test_a_place_is_a_country_and_a_setting() -> None:
    fields = {field for kind, field, _ in found("a film in japan") if kind == "phrase"}
    assert {"countries", "themes"} <= fields


def test_a_misspelt_title_is_found_and_kept_as_typed() -> None:
    meanings = found("incepton")
    assert ("title", "like", "Inception") in meanings
    assert ("title", "like", "incepton") in meanings


def test_what_stands_in_quotation_marks_may_be_a_title_nobody_knows() -> None:
    assert ("title", "like", "Zorblax at Noon") in found('have you got "Zorblax at Noon" ?')


def test_a_corrected_word_is_kept_as_it_was_typed() -> None:
    assert ("words", "themes", "baddies") in found("nothing with baddies")


def test_places_in_a_list_are_found_in_french() -> None:
    assert ("position", "position", "2") in found("le deuxième, il dure combien ?", "fr")


def test_each_meaning_is_found_once() -> None:
    made = hypotheses(reading("Alien or Aliens or Alien"))
    assert len(made) == len({(one.first, one.last, one.effects) for one in made})


def test_meanings_that_share_a_word_overlap() -> None:
    one = Hypothesis(0, 2, "phrase", (("genres", "comedy"),))
    assert one.overlaps(Hypothesis(1, 3, "phrase", (("genres", "drama"),)))
    assert not one.overlaps(Hypothesis(2, 3, "phrase", (("genres", "drama"),)))
