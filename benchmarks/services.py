"""TMDB and OMDb in a process of their own: 80 and 120 ms a call, at most 40 calls a second."""

import asyncio
import json
import sys

from tests.wires.faults import limited
from tests.wires.films import table
from tests.wires.omdb import omdb
from tests.wires.server import Wire, serving
from tests.wires.tmdb import tmdb

TMDB_SECONDS, OMDB_SECONDS = 0.08, 0.12
_CEILING = 40


async def main() -> None:
    """Print the addresses; then for every line on standard input how many calls there were, and
    refusals, since the last.
    """
    films = table()
    async with serving(tmdb(films)) as titles, serving(omdb(films)) as ratings:
        titles.delay, ratings.delay = TMDB_SECONDS, OMDB_SECONDS
        refused = _counting(titles)
        print(json.dumps([titles.url, ratings.url]), flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps([len(titles.calls), len(ratings.calls), len(refused)]), flush=True)
            for count in (titles.calls, ratings.calls, refused):
                count.clear()


def _counting(wire: Wire) -> list[bool]:
    """Put the ceiling in, and note what it refuses."""
    refused: list[bool] = []
    ceiling = limited(_CEILING)

    async def fault(request):  # type: ignore[no-untyped-def]
        instead = await ceiling(request)
        if instead is not None:
            refused.append(True)
        return instead

    wire.faults.append(fault)
    return refused


if __name__ == "__main__":
    asyncio.run(main())
