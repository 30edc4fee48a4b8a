"""How well sentences and dialogues are understood, as Markdown tables.

``python -m benchmarks.reading`` judges the rules and the learnt reader on ``corpus/train``, the
learnt one author by author, by weights learnt from the other authors. ``--independent`` judges both
on ``corpus/independent`` and prints totals alone; nobody should build to them.
"""

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from core.capabilities import ROUTER
from core.films.finding.name_index import NameIndex
from core.understanding.learnt import certain
from core.understanding.learnt.weights import Weights, learnt
from core.understanding.readers import Offline
from tools.reader.calibrating import threshold
from tools.reader.corpus import Line, lines
from tools.reader.examples import example
from tools.reader.held_out import Judged, folds, held_out, judged
from tools.reader.names import first_names

_HEADS = ("", "lines", "intent", "right", "follow-ups", "certain", "wrong among them")


@dataclass(frozen=True)
class Row:
    """One line as it was read."""

    line: Line
    intent: bool
    right: bool
    certain: bool


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--independent", action="store_true", help="judge on the independent part")
    asked = parser.parse_args()
    names = first_names()
    if asked.independent:
        said = lines("independent")
        _print("the rules", [_ruled(line, Offline(names)) for line in said])
        _print("learnt", list(_shipped(said, names, learnt())))
        return
    _on_train(names)


def _on_train(names: NameIndex) -> None:
    """The tables of the part that is there to look at."""
    said = lines("train")
    _print("the rules", [_ruled(line, Offline(names)) for line in said])
    examples = [example(line, names) for line in said]
    found = list(held_out(examples, names, folds(examples)))
    bar = threshold(found)
    _print("learnt, each author by the others", [_held(one, bar) for one in found], by_hand=True)
    print(f"Certain are readings with a chance of at least {bar:.3f}.")
    reached = sum(one.reached for one in examples)
    print(f"A right reading is within reach of {reached / len(examples):.1%} of the lines.")


def _ruled(line: Line, rules: Offline) -> Row:
    understood, sure = rules.read(line.utterance), rules.certainly(line.utterance)
    answer = ROUTER.reading(understood.intent)
    case = line.case
    return Row(line, case.intent_right(answer), case.right(answer), sure is not None)


def _shipped(said: Iterable[Line], names: NameIndex, weights: Weights) -> Iterator[Row]:
    for line in said:
        one = judged(line, names, weights)
        yield Row(line, one.intent, one.right, certain(one.best))


def _held(one: Judged, bar: float) -> Row:
    return Row(one.line, one.intent, one.right, exp(one.best.sureness) >= bar)


def _print(title: str, found: Sequence[Row], *, by_hand: bool = False) -> None:
    print(f"\n## {title}\n")
    print("| " + " | ".join(_HEADS) + " |")
    print("|" + " --- |" * len(_HEADS))
    for name, rows in _groups(found, by_hand).items():
        print("| " + " | ".join((name, *_cells(rows))) + " |")
    for code in ("en", "fr"):
        whole = _dialogues(row for row in found if row.line.language == code)
        print(f"Dialogues wholly right, {code}: {whole}")


def _groups(found: Sequence[Row], by_hand: bool) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        kind = "turns of dialogues" if row.line.dialogue else "sentences"
        groups[f"{kind}, {row.line.language}"].append(row)
        if by_hand:
            groups[f"by author {row.line.hand}"].append(row)
    return dict(sorted(groups.items()))


def _cells(rows: Sequence[Row]) -> Iterator[str]:
    follows = [row for row in rows if row.line.follows]
    sure = [row for row in rows if row.certain]
    yield f"{len(rows):,}"
    yield _share(rows, lambda row: row.intent)
    yield _share(rows, lambda row: row.right)
    yield _share(follows, lambda row: row.right)
    yield _share(rows, lambda row: row.certain)
    yield _share(sure, lambda row: not row.right)


def _share(rows: Sequence[Row], fits: Callable[[Row], bool]) -> str:
    return f"{sum(map(fits, rows)) / len(rows):.1%}" if rows else "–"


def _dialogues(rows: Iterable[Row]) -> str:
    wrong: Counter[str] = Counter()
    for row in rows:
        if row.line.dialogue:
            wrong[row.line.dialogue] += not row.right
    whole = sum(count == 0 for count in wrong.values())
    return f"{whole} of {len(wrong)}"


if __name__ == "__main__":
    main()
