"""Of meanings that claim the same words those are taken that are likeliest together."""

from core.understanding.learnt.decoding import Weighed, fitting
from core.understanding.learnt.hypotheses import Hypothesis


def weighed(first: int, last: int, chance: float) -> Weighed:
    one = Hypothesis(first, last, "phrase", (("themes", f"{first}-{last}"),))
    return Weighed(one, {"drop": 1 - chance, "want": chance})


def test_what_is_unlikely_is_left_out() -> None:
    assert fitting([weighed(0, 1, 0.3)]) == []


def test_two_likely_parts_beat_a_whole_that_is_less_likely() -> None:
    parts = [weighed(0, 1, 0.9), weighed(1, 2, 0.9), weighed(0, 2, 0.95)]
    assert [one.one.value for one in fitting(parts)] == ["0-1", "1-2"]


def test_a_sure_whole_beats_its_doubtful_parts() -> None:
    parts = [weighed(0, 1, 0.6), weighed(1, 2, 0.55), weighed(0, 2, 0.99)]
    assert [one.one.value for one in fitting(parts)] == ["0-2"]
