"""Readings become intents as far as the program can do what they say."""

from core.capabilities.lists.intents import ShowList
from core.capabilities.suggesting.intents import Recommend
from core.films.wishes.wish import Wish
from core.understanding.learnt.intending import intent_of, unable


def test_a_wish_keeps_the_fields_that_the_program_has() -> None:
    reading = {"intent": "recommend", "wish": {"genres": ["comedy"], "phase_of_the_moon": "full"}}
    assert intent_of(reading) == Recommend(Wish(genres=("comedy",)))


def test_an_intent_that_the_program_lacks_is_said_to_be_impossible() -> None:
    reading = {"intent": "teleport"}
    assert intent_of(reading) == unable(reading)


def test_a_value_that_a_field_does_not_know_is_said_to_be_impossible() -> None:
    assert intent_of({"intent": "show_list", "status": "later"}) == ShowList("later")
    reading = {"intent": "show_list", "status": "borrowed"}
    assert intent_of(reading) == unable(reading)


def test_a_rating_without_its_number_is_no_rating() -> None:
    reading = {"intent": "rate", "rating": None}
    assert intent_of(reading) == unable(reading)
