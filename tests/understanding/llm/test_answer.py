"""A model's answer is a reading, checked field by field, or nothing."""

import dataclasses
import json
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import create_model

from core.capabilities import ROUTER
from core.capabilities.account.intents import ForgetMe
from core.capabilities.marking.intents import Undo
from core.capabilities.suggesting.intents import Recommend
from core.dialogue.turn import Utterance
from core.errors import ModelFault
from core.films.titles.values import Suggestion
from core.films.wishes.wish import Wish
from core.library.opinions import ListStatus, Status
from core.understanding.llm.answer import SAYABLE, Read, WishRead, schema, understood
from core.understanding.llm.fields import Part
from core.understanding.llm.shapes import choices_of, shape_of
from tests.wires.bad_answers import GOOD, HOSTILE, MALFORMED, OUT_OF_FORM

HEARD = Utterance("a comedy", "en", date(2026, 11, 20))
ADDED = {"written_in", "suggested", "lead"}


def _read(**fields: Any) -> Any:
    return understood(json.dumps(fields), HEARD)


def _finished() -> dict[str, str]:
    """What was said of the bad answers that the server at least calls whole."""
    answers = {**MALFORMED, **OUT_OF_FORM, **HOSTILE}
    choices = {name: json.loads(said.body)["choices"][0] for name, said in answers.items()}
    return {
        name: one["message"]["content"]
        for name, one in choices.items()
        if one["finish_reason"] == "stop"
    }


@pytest.mark.parametrize("name", _finished())
def test_what_is_no_reading_is_no_answer(name: str) -> None:
    with pytest.raises(ModelFault):
        understood(_finished()[name], HEARD)


def test_a_reading_is_an_intent_with_what_a_model_adds() -> None:
    suggested = [{"title": "Airplane!", "year": 1980}, {"title": "Top Secret!", "year": None}]
    read = _read(**GOOD, suggested=suggested, lead="Laughs ahead.")
    assert read.intent == Recommend(Wish(genres=("comedy",)))
    assert (read.by, read.language, read.line) == ("llm", "en", "Laughs ahead.")
    assert read.suggested == (Suggestion("Airplane!", 1980), Suggestion("Top Secret!"))


def test_no_more_than_twelve_suggestions_are_heard() -> None:
    assert len(_read(**GOOD, suggested=[{"title": f"Film {n}"} for n in range(20)]).suggested) == 12


def test_null_and_empty_are_as_good_as_left_out() -> None:
    every = dict.fromkeys(Read.model_fields) | {
        "intent": "recommend",
        "wish": dict.fromkeys(WishRead.model_fields),
    }
    assert _read(**every).intent == Recommend()


def test_a_line_in_another_language_than_the_answer_is_not_said() -> None:
    assert _read(**GOOD | {"written_in": "fr"}, lead="Laughs ahead.").line == ""
    assert _read(intent="recommend", lead="Laughs ahead.").line == "Laughs ahead."


def test_suggestions_and_lines_go_with_wishes_alone() -> None:
    read = _read(
        intent="greeting",
        suggested=[{"title": "Heat", "year": 1995}],
        lead="Hello you.",
        written_in="en",
    )
    assert (read.suggested, read.line) == ((), "")


def test_names_lose_what_cannot_be_seen() -> None:
    assert _read(intent="find_title", title="He\u202eat\u200b \n1").intent.title == "Heat 1"


def test_a_model_cannot_confirm_or_choose_what_only_buttons_say() -> None:
    assert _read(intent="forget_me", confirmed=True).intent == ForgetMe(confirmed=False)
    assert _read(intent="undo", change="AbCdEfGh").intent == Undo(change=None)
    for one in ROUTER.routes:
        if one.sayable:
            assert type(_read(**_least(str(one.name)) | dict(one.when)).intent) is one.kind


def _least(name: str) -> dict[str, Any]:
    needs: dict[str, dict[str, Any]] = {
        "mashup": {"wish": {"like": ["Heat", "Up"]}},
        "compare": {"positions": [1, 2]},
        "find_title": {"title": "Heat"},
        "mark": {"status": "seen"},
        "rate": {"rating": 8},
        "show_list": {"status": "seen"},
        "about_last": {"question": "why"},
        "more_from": {"role": "cast"},
    }
    return {"intent": name, **needs.get(name, {})}


def test_every_intent_that_can_be_said_is_told_to_a_model() -> None:
    sayable = {one.name for one in ROUTER.routes if one.sayable}
    untold = "write its line in the prompt.en.toml beside it, or declare it sayable=False"
    assert set(SAYABLE) == sayable, untold


@pytest.mark.parametrize(
    ("name", "hint", "value"),
    [
        ("note", str | None, "a note"),
        ("position", int, 3),
        ("confirmed", bool, True),
        ("status", ListStatus, "seen"),
        ("titles", tuple[str, ...], ["Heat"]),
        ("positions", tuple[int, ...], [1, 2]),
        ("wish", Wish, {"genres": ["comedy"]}),
        ("language", str | None, "fr"),
    ],
)
def test_a_field_has_the_shape_of_its_type(name: str, hint: object, value: object) -> None:
    model = create_model("One", __base__=Part, **{name: shape_of(name, [hint], WishRead)})
    read = model.model_validate_json(json.dumps({name: value})).model_dump(exclude_unset=True)
    assert read[name] == value or {"genres": ["comedy"]}.items() <= read[name].items()
    with pytest.raises(ValueError, match=name):
        model.model_validate_json(json.dumps({name: {"no": "such"}}))


def test_a_choice_of_two_intents_has_the_values_of_both() -> None:
    assert choices_of([ListStatus, Status]) == get_args(ListStatus) + ("none",)


def test_a_field_no_model_can_fill_in_is_an_error() -> None:
    with pytest.raises(TypeError, match="date"):
        shape_of("date", [date], WishRead)
    with pytest.raises(TypeError, match="disagree"):
        shape_of("year", [int, str], WishRead)


def test_a_value_of_another_intent_is_no_answer() -> None:
    with pytest.raises(ModelFault):
        _read(intent="show_list", status="none")


def test_every_condition_of_a_wish_can_be_read() -> None:
    assert set(WishRead.model_fields) == {field.name for field in dataclasses.fields(Wish)}


def test_every_field_of_a_reading_can_be_read() -> None:
    spoken = {
        field.name for one in ROUTER.routes if one.sayable for field in dataclasses.fields(one.kind)
    } - {
        "change",
        "confirmed",
    }
    assert set(Read.model_fields) - ADDED == spoken | {"intent"}


def test_the_form_is_one_that_strict_servers_take() -> None:
    def check(node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                check(each)
        elif isinstance(node, dict):
            if "properties" in node:
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            assert not {"default", "pattern", "minimum", "maxItems", "format"} & node.keys()
            for each in node.values():
                check(each)

    check(schema())
    assert schema()["properties"]["intent"]["enum"] == list(SAYABLE)
    assert set(schema()["properties"]) == set(Read.model_fields)


def test_a_reading_comes_back_as_the_contract_prints_it() -> None:
    wish = {
        "kind": "movie",
        "genres": ["comedy"],
        "year_from": 1990,
        "rating_min": 7.5,
        "people": ["Bill Murray"],
        "any": ["people"],
    }
    assert ROUTER.reading(_read(intent="refine", wish=wish).intent) == {
        "intent": "refine",
        "wish": wish,
    }
