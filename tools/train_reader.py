"""``python -m tools.train_reader`` learns to read sentences from ``corpus/train`` and says whether
the file of weights is what that gives; with ``--write`` it writes the file.

The same corpus and the same program give the same file.
"""

import argparse
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from core.understanding.learnt.weights import NAME, Weights
from tools.reader.corpus import CORPUS, lines
from tools.reader.examples import example
from tools.reader.names import first_names
from tools.reader.training import trained

FILE = Path(__file__).parents[1] / "core" / "understanding" / "learnt" / NAME


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, and write or compare; 1 if the file is another."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_reader", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the file")
    asked = parser.parse_args(arguments)
    data = learnt_anew().packed()
    if asked.write:
        FILE.write_bytes(data)
        print(f"{FILE.name}: {len(data):,} bytes")
        return 0
    same = FILE.exists() and FILE.read_bytes() == data
    print(f"{FILE.name} is {'what' if same else 'not what'} the corpus teaches")
    return not same


def learnt_anew() -> Weights:
    """The weights that the corpus teaches."""
    names = first_names()
    return trained([example(line, names) for line in lines("train")], source())


def source() -> str:
    """The hash of what is learnt from."""
    found = blake2b(digest_size=16)
    for path in sorted((CORPUS / "train").glob("*.jsonl")):
        found.update(path.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
