"""How many lines of the corpus have a right reading among what can be made of their parts."""

from core.understanding.learnt.hypotheses import hypotheses
from core.understanding.learnt.preparing import prepared
from tests.understanding.learnt.conftest import names
from tools.reader.corpus import Line, lines
from tools.reader.labelling import best

_EVERY = 60  # of the lines that are tried
_LEAST = 0.86  # of them; wanted are 0.97


def reached(line: Line) -> bool:
    reading, _ = prepared(line.utterance, names())
    return next(best(reading, hypotheses(reading), line.case.accepted)).reached


def test_most_lines_have_a_right_reading_within_reach() -> None:
    tried = lines("train")[::_EVERY]
    assert sum(map(reached, tried)) >= _LEAST * len(tried)
