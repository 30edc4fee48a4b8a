"""What the buttons and links of version 978dc74 carry means what it meant."""

from tests.legacy.program import again, link, meaning
from tests.legacy.recording import recorded
from tests.legacy.said import Offer

BUTTONS = recorded()["buttons"]


def test_every_string_means_what_it_meant() -> None:
    assert len(BUTTONS) > 1_000
    for data, meant in BUTTONS.items():
        now = meaning(data)
        assert now is not None, data
        assert now.includes(Offer(meant["intent"], meant["values"])), (data, now)


def test_every_kind_of_string_was_recorded() -> None:
    assert {data[1] for data in BUTTONS} == set("otmlapybzevxcuwsfrnqhigjkd")


def test_what_a_string_means_is_written_as_that_string() -> None:
    assert {data: again(data) for data in BUTTONS} == {data: data for data in BUTTONS}


def test_links_open_what_they_opened() -> None:
    for payload, meant in recorded()["links"].items():
        now = link(payload)
        assert now is not None, payload
        assert now.includes(Offer(meant["intent"], meant["values"])), (payload, now)
