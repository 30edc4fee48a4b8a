"""Features by their hashes, and as rows of a table of weights."""

from collections import Counter
from collections.abc import Iterable
from zlib import crc32

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint32]


def hashes(features: Iterable[str]) -> Hashes:
    """The hash of each feature, each once."""
    found = {crc32(feature.encode()) for feature in features}
    return np.fromiter(sorted(found), np.uint32, len(found))


class Vocabulary:
    """The features that have weights, by their hashes; each has a row."""

    def __init__(self, known: Hashes) -> None:
        self.known = known
        self._places = {int(one): at for at, one in enumerate(known.tolist())}

    def __len__(self) -> int:
        return len(self.known)

    @classmethod
    def of(cls, seen: Iterable[Hashes], often: int) -> "Vocabulary":
        """The features that are seen so often at least."""
        counts = Counter[int]()
        for one in seen:
            counts.update(one.tolist())
        kept = sorted(one for one, count in counts.items() if count >= often)
        return cls(np.array(kept, np.uint32))

    def rows(self, features: Hashes) -> Rows:
        """The rows of the features that have one."""
        places = self._places
        return np.array([places[one] for one in features.tolist() if one in places], np.intp)
