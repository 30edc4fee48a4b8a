"""What a model is asked: instructions that never change, then the sentence and what goes with it,
fenced as data.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from core.dialogue.session import Line
from core.dialogue.understanding import Utterance
from core.films.wishes.criteria import CRITERIA, Criteria
from core.words.cleaning import clean

# A change of the instructions, or of a criterion's line in them, is a new version, tested anew against the recorded readings.
VERSION = "reading.2"
_LINES, _LINE = 8, 300


@cache
def instructions(criteria: Criteria = CRITERIA) -> str:
    """The instructions of this version, with what each criterion of a wish says of itself."""
    path = files("core.understanding.llm.prompts").joinpath(f"{VERSION}.md")
    return path.read_text("utf-8").replace("{wish}", criteria.prompt)


def question(heard: Utterance) -> list[dict[str, str]]:
    """The messages for one sentence: nothing of other people in them, no id and no secret."""
    fenced = (
        json.dumps(_data(heard), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    )
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"<data>\n{fenced}\n</data>"},
    ]


def _data(heard: Utterance) -> dict[str, Any]:
    shown = {"runtime": heard.runtime, "year": heard.year}
    return {
        "today": heard.today.isoformat(),
        "language": heard.language,
        "wish": dict(heard.wish) if heard.wish else None,
        "on_show": shown if any(shown.values()) else None,
        "dialogue": [_said(line) for line in heard.lines[-_LINES:]],
        "sentence": clean(heard.text),
    }


def _said(line: Line) -> dict[str, str]:
    return {"by": "person" if line.role == "user" else "bot", "text": clean(line.content)[:_LINE]}
