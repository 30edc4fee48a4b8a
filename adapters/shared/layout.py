"""Buttons in the rows that a platform has room for, in order, with none left out. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def laid_out(rows: Iterable[Sequence[T]], width: int, height: int) -> list[list[T]]:
    """The rows, each of at most ``width``, and at most ``height`` of them.

    A row that is too wide is parted evenly. Of too many rows, the first stays as it is and those
    below are filled up. What does not fit even then is left out.
    """
    parted = [part for row in rows for part in _parted(row, width)]
    if len(parted) <= height:
        return parted
    first, *others = parted
    below = [one for row in others for one in row]
    return [first, *_filled(below, width)][:height]


def _parted(row: Sequence[T], width: int) -> Iterator[list[T]]:
    """A row as the fewest rows of that width, the first of them the longest."""
    parts = -(-len(row) // width)
    start = 0
    for left in range(parts, 0, -1):
        size = -(-(len(row) - start) // left)
        yield list(row[start : start + size])
        start += size


def _filled(row: Sequence[T], width: int) -> list[list[T]]:
    return [list(row[at : at + width]) for at in range(0, len(row), width)]
