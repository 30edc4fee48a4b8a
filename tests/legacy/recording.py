"""What was recorded with version 978dc74: its dialogues, its rows, and what every button did.

``recorded.json.gz`` holds one object:

- ``dialogues``: each with its ``turns``, as they took place, and its ``scenes``: steps taken
  afterwards, each scene in a copy of the database of its own, with the replies to each step and
  the ``changes`` of what is kept of people. A step says something, taps data, or presses the
  button of an intent ("press") on what was just said. Of a reply's card, ``among`` are the titles
  that the search found, and ``free`` says that it came by chance or depends on the date.
- ``buttons``, ``links``: what each string that a button or a link carries means.
- ``before``: what is kept of people; ``rows``: the tables it comes from, at ``revision``.
- ``titles``: every title's id, and what identifies it: kind, IMDb, TMDB, original title, year.
- ``users``, ``chats``: who and where; ``pending``: answers in the inbox, by update.

It is never edited: what is answered otherwise today, on purpose, stands in ``changed.py``.
"""

import gzip
import json
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("recorded.json.gz")


@cache
def recorded() -> dict[str, Any]:
    """The recording. Not to be changed."""
    loaded: dict[str, Any] = json.loads(gzip.decompress(_FILE.read_bytes()))
    return loaded


@cache
def ids() -> frozenset[str]:
    """The ids of the shelves, changes of marks and links that were recorded."""
    rows = recorded()["rows"]
    named = chain(rows["shelves"], rows["mark_changes"], rows["links"])
    return frozenset(row["id"] for row in named)


def dialogue(name: str) -> dict[str, Any]:
    """One of the dialogues."""
    found: dict[str, Any] = next(one for one in recorded()["dialogues"] if one["name"] == name)
    return found


DIALOGUES = [one["name"] for one in recorded()["dialogues"]]
