"""The learner finds what tells choices apart, and the file keeps what was learnt."""

import numpy as np

from core.understanding.learnt.frames import Frame
from core.understanding.learnt.hashing import Vocabulary, hashes
from core.understanding.learnt.weights import Table, Weights
from tools.reader.learning import Learner, Task


def task(rows: list[int], right: list[bool]) -> Task:
    return Task(np.array(rows, np.intp), np.arange(len(right)), np.array(right))


def test_the_learner_prefers_what_was_right() -> None:
    tasks = [task([0, 1], [True, False]), task([0, 2], [False, True])] * 20
    weights = Learner(3, np.eye(2, dtype=np.float32), 0.3, 0.1).learn(tasks, 5)
    assert weights[1, 0] > weights[1, 1]
    assert weights[2, 1] > weights[2, 0]


def test_either_of_two_right_choices_will_do() -> None:
    tasks = [task([0], [True, True, False])] * 30
    weights = Learner(1, np.eye(3, dtype=np.float32), 0.3, 0.1).learn(tasks, 5)
    assert weights[0, 2] < min(weights[0, 0], weights[0, 1])


def test_features_seen_too_seldom_have_no_row() -> None:
    often, seldom = hashes(["often"]), hashes(["seldom"])
    known = Vocabulary.of([often, often, seldom], 2)
    assert known.rows(often).tolist() == [0]
    assert known.rows(seldom).tolist() == []


def test_the_file_holds_what_was_learnt() -> None:
    known = hashes(["one", "two", "three"])
    learnt = np.array([[1.0, 0.0], [0.0, -0.5], [0.25, 0.0]], np.float32)
    table = Table.of(known, learnt, 2)
    weights = Weights((Frame("mark", "status", "seen"), Frame("more")), table, table, "corpus")
    read = Weights.unpacked(weights.packed())
    assert read.frames == weights.frames
    assert read.source == "corpus"
    assert np.allclose(read.spanning.scores(known, 2), [1.0, -0.5], atol=0.01)
