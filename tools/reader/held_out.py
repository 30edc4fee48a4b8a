"""How well lines are read by weights that were learnt from other authors' lines alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.films.finding.name_index import NameIndex
from core.understanding.learnt.decoding import Decoded
from core.understanding.learnt.reader import weighed
from core.understanding.learnt.weights import Weights
from tools.reader.corpus import Line
from tools.reader.examples import Example
from tools.reader.training import trained


@dataclass(frozen=True)
class Judged:
    """A line with its reading, and whether that is right."""

    line: Line
    best: Decoded
    intent: bool
    right: bool


def judged(line: Line, names: NameIndex, weights: Weights) -> Judged:
    """A line read with those weights."""
    best = weighed(line.utterance, names, weights).readings()[0]
    case = line.case
    return Judged(line, best, case.intent_right(best.reading), case.right(best.reading))


def held_out(
    examples: Sequence[Example], names: NameIndex, folds: Sequence[Sequence[str]]
) -> Iterator[Judged]:
    """Every line of some authors, read by what the others teach, for each of the ``folds``."""
    for hands in folds:
        weights = trained([one for one in examples if one.line.hand not in hands])
        for one in examples:
            if one.line.hand in hands:
                yield judged(one.line, names, weights)


def folds(examples: Sequence[Example]) -> list[list[str]]:
    """The authors, each by itself."""
    return [[hand] for hand in sorted({one.line.hand for one in examples})]
