"""What a model is asked: instructions that never change, then the sentence and what goes with it,
fenced as data.
"""

import json
from functools import cache
from importlib.resources import files

from core.dialogue.session import Line
from core.dialogue.turn import Utterance
from core.films.wishes.criteria import CRITERIA, Criteria
from core.understanding.llm.intents import fields, intents, texts
from core.understanding.llm.shapes import choices_of
from core.words.text import clean

_MOST_LINES = 8  # of the dialogue, enough for "the one before" and "no, the other"
_LINE_LETTERS = 300  # letters of each: a line is there to refer to, not to read


@cache
def instructions(criteria: Criteria = CRITERIA) -> str:
    """The instructions, the same for all, with what intents, fields and criteria say of
    themselves.
    """
    text = files("core.understanding.llm.prompts").joinpath("reading.md").read_text("utf-8")
    parts = {"{intents}": _intents(), "{fields}": _fields(), "{wish}": criteria.prompt}
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text


def _intents() -> str:
    lines = (f"- `{one.name}`: {one.line}" for one in intents())
    return "\n".join(dict.fromkeys(lines))


def _fields() -> str:
    """The choices of fields that have some, then what capabilities say of fields."""
    choices = {name: choices_of(hints) for name, hints in fields().items()}
    listed = [f"`{name}`: {', '.join(values)}." for name, values in choices.items() if values]
    explained = [f"`{name}`: {text}" for name, text in texts("fields").items()]
    return "\n".join([" ".join(listed), *explained])


def question(utterance: Utterance) -> list[dict[str, str]]:
    """The messages for one sentence: nothing of other people in them, no id and no secret."""
    data = json.dumps(_data(utterance), ensure_ascii=False)
    fenced = data.replace("<", "\\u003c").replace(">", "\\u003e")
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"<data>\n{fenced}\n</data>"},
    ]


def _data(utterance: Utterance) -> dict[str, object]:
    shown = {"runtime": utterance.runtime, "year": utterance.year}
    return {
        "today": utterance.today.isoformat(),
        "language": utterance.language,
        "wish": dict(utterance.wish) if utterance.wish else None,
        "on_show": shown if any(shown.values()) else None,
        "dialogue": [_line(line) for line in utterance.lines[-_MOST_LINES:]],
        "sentence": clean(utterance.text),
    }


def _line(line: Line) -> dict[str, str]:
    by = "person" if line.role == "user" else "bot"
    return {"by": by, "text": clean(line.content)[:_LINE_LETTERS]}
