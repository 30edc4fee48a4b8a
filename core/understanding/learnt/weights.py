"""What was learnt: how much each feature speaks for a frame, and for what a meaning does.

The file holds two tables of small whole numbers, the frames, and the hash of what they were
learnt from. ``python -m tools.train_reader`` writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from core.understanding.learnt.assembling import ROLES
from core.understanding.learnt.frames import Frame, parsed
from core.understanding.learnt.hashing import Hashes

NAME = "weights.npz"
_MOST = 127  # of a whole number in a byte
Floats = npt.NDArray[np.float32]
Small = npt.NDArray[np.int8]
Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Table:
    """Weights by feature and column, of which most are none: for each feature how many it has
    (``counts``), for each weight its column and its size, as a whole number from -127 to 127 of
    the scale.
    """

    known: Hashes
    counts: npt.NDArray[np.uint8]
    columns: npt.NDArray[np.uint8]
    sizes: Small
    scale: float

    @classmethod
    def of(cls, known: Hashes, weights: Floats, most: int) -> Self:
        """The so many greatest weights, rounded to what a byte holds."""
        least = np.partition(np.abs(weights), -most, axis=None)[-most] if weights.size > most else 0
        scale = float(np.abs(weights).max()) / _MOST or 1.0
        small = np.round(np.where(np.abs(weights) >= least, weights, 0) / scale).astype(np.int8)
        small = small[kept := small.any(1)]
        places, columns = np.nonzero(small)
        counts = np.bincount(places, minlength=len(small)).astype(np.uint8)
        return cls(known[kept], counts, columns.astype(np.uint8), small[places, columns], scale)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where the weights of each feature begin and end."""
        ends = np.cumsum(self.counts, dtype=np.intp).tolist()
        return dict(zip(self.known.tolist(), pairwise([0, *ends]), strict=True))

    def scores(self, features: Hashes, width: int) -> Floats:
        """What the features say for each of so many columns."""
        places = self._places
        found = [places[one] for one in features.tolist() if one in places]
        if not found:
            return np.zeros(width, np.float32)
        columns = np.concatenate([self.columns[first:last] for first, last in found])
        sizes = np.concatenate([self.sizes[first:last] for first, last in found])
        return np.bincount(columns, sizes, width).astype(np.float32) * self.scale

    def arrays(self, name: str) -> dict[str, Array]:
        """What goes into the file."""
        return {
            f"{name}_known": self.known,
            f"{name}_counts": self.counts,
            f"{name}_columns": self.columns,
            f"{name}_sizes": self.sizes,
            f"{name}_scale": np.array(self.scale),
        }

    @classmethod
    def found(cls, name: str, file: Mapping[str, Array]) -> Self:
        """The table of that name in a file."""
        return cls(
            file[f"{name}_known"],
            file[f"{name}_counts"],
            file[f"{name}_columns"],
            file[f"{name}_sizes"],
            float(file[f"{name}_scale"]),
        )


@dataclass(frozen=True)
class Weights:
    """All that was learnt. ``source`` is the hash of the corpus."""

    frames: tuple[Frame, ...]
    framing: Table
    spanning: Table
    source: str = ""

    @cached_property
    def shares(self) -> Floats:
        """By frame, the columns of the weights that add up to it."""
        return shares(self.frames)

    def frame_chances(self, features: Hashes) -> Floats:
        """How likely each frame is."""
        return softmax(self.framing.scores(features, self.shares.shape[1]) @ self.shares.T)

    def role_scores(self, features: Hashes) -> Floats:
        """What speaks for each role of a meaning."""
        return self.spanning.scores(features, len(ROLES))

    def packed(self) -> bytes:
        """The file."""
        out = BytesIO()
        parts: dict[str, Array] = {
            "frames": np.array([frame.atoms[0] for frame in self.frames]),
            "source": np.array(self.source),
            **self.framing.arrays("framing"),
            **self.spanning.arrays("spanning"),
        }
        np.savez_compressed(out, allow_pickle=False, **parts)
        return out.getvalue()

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """What a file holds."""
        with np.load(BytesIO(data)) as found:
            return cls(
                tuple(map(parsed, found["frames"].tolist())),
                Table.found("framing", found),
                Table.found("spanning", found),
                str(found["source"]),
            )


def shares(frames: tuple[Frame, ...]) -> Floats:
    """By frame, which columns of the weights are its own or shared with others."""
    places: dict[str, int] = {}
    for frame in frames:
        for atom in frame.atoms:
            places.setdefault(atom, len(places))
    found = np.zeros((len(frames), len(places)), np.float32)
    for at, frame in enumerate(frames):
        found[at, [places[atom] for atom in frame.atoms]] = 1
    return found


def softmax(scores: Floats) -> Floats:
    """Scores as chances."""
    raised: Floats = np.exp(scores - scores.max())
    chances: Floats = raised / raised.sum()
    return chances


@cache
def learnt() -> Weights:
    """The weights that come with the program."""
    return Weights.unpacked(files("core.understanding.learnt").joinpath(NAME).read_bytes())


ROLE_PLACES = {role: at for at, role in enumerate(ROLES)}
