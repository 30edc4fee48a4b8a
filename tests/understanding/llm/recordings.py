"""What a model answered to sentences, kept in a file, and the intents it never answered with."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

RECORDED: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("recorded.jsonl").read_text("utf-8").splitlines()
]


def unrecorded(intents: Iterable[str]) -> list[str]:
    """Those of the intents that no recorded reading has: to be asked of a model by whoever has a
    key for one.
    """
    known = {case["answer"]["intent"] for case in RECORDED}
    return [name for name in intents if name not in known]
