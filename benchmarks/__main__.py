"""Measures turn latency, memory, start-up and size for catalogues of several sizes, and prints a
Markdown table.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

# Two threads of BLAS are slower than one for vectors as short as ours.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_SIZES = "1000,50000,1000000"
_KINDS = ("request", "follow-up", "misspelt title", "tap")
_HEADS = (
    "titles",
    *(f"{kind} p50 / p95" for kind in _KINDS),
    "100 at once",
    "start-up",
    "memory idle",
    "a user more",
    "database",
)


def main() -> None:
    """``python -m benchmarks [--sizes 1000,50000]``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", default=_SIZES, help=f"how many titles, separated by commas (default {_SIZES})"
    )
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        _measure_here(Path(arguments.measure[0]), float(arguments.measure[1]))
        return
    from benchmarks.machine import described

    rows = [_row(size, _measured(size)) for size in map(int, arguments.sizes.split(","))]
    print(f"Measured on {described()}.\n")
    for cells in (_HEADS, ["---"] * len(_HEADS), *rows):
        print("| " + " | ".join(cells) + " |")


def _measure_here(folder: Path, started: float) -> None:
    from benchmarks.measure import measure

    print(json.dumps(asyncio.run(measure(folder, started))))


def _measured(size: int) -> dict[str, Any]:
    """The figures of a fresh process on a copy of the database."""
    template = _built(size)
    with tempfile.TemporaryDirectory(prefix="unwatched-bench-") as folder:
        shutil.copy(template, Path(folder) / "unwatched.db")
        print(f"measuring {size:,} titles …", file=sys.stderr)
        command = [sys.executable, "-m", "benchmarks", "--measure", folder, str(time.time())]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _built(size: int) -> Path:
    """The database of that size, built once and kept in the temporary folder until what it is made
    of changes.
    """
    folder = Path(tempfile.gettempdir()) / "unwatched-bench"
    folder.mkdir(exist_ok=True)
    path = folder / f"{_digest()}-{size}.db"
    if path.exists():
        return path
    for old in folder.glob(f"*-{size}.db*"):
        old.unlink()
    print(f"building a catalogue of {size:,} titles …", file=sys.stderr)
    from benchmarks.synthetic import build

    unfinished = path.with_suffix(".building")
    for leftover in folder.glob(f"{unfinished.name}*"):
        leftover.unlink()
    asyncio.run(build(unfinished, size))
    return unfinished.rename(path)


def _digest() -> str:
    """Of the embedded data, the schema and the inventor of titles."""
    digest = blake2b(digest_size=6)
    made_of = [
        files("core.films.data").joinpath(name)
        for name in ("catalogue.jsonl", "genres.toml", "themes.toml")
    ]
    steps = (
        entry for entry in files("migrations.versions").iterdir() if entry.name.endswith(".py")
    )
    for source in (
        *made_of,
        *sorted(steps, key=lambda entry: entry.name),
        files("benchmarks").joinpath("synthetic.py"),
    ):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _row(size: int, figures: dict[str, Any]) -> list[str]:
    turns = [
        f"{figures['turns'][kind][0]:.1f} / {figures['turns'][kind][1]:.1f} ms" for kind in _KINDS
    ]
    order = "in order" if figures["in_order"] else "OUT OF ORDER"
    return [
        f"{size:,}",
        *turns,
        f"{figures['throughput']:.0f} turns/s, {order}",
        f"{figures['start']:.1f} s",
        f"{figures['idle']:.0f} MB",
        f"{figures['per_user'] * 1024:.0f} kB",
        f"{figures['size']:.0f} MB",
    ]


if __name__ == "__main__":
    main()
