"""What a model may answer, and what becomes of it: a flat reading, checked field by field, then an
Intent and nothing else.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import Field, create_model

from core.capabilities import ROUTER
from core.capabilities.lists.intents import ShowList
from core.capabilities.lookup.intents import Compare, Question
from core.capabilities.suggesting.intents import Mashup, MoreFrom, MoreLike, Recommend, Refine, Role
from core.dialogue.intents import Intent
from core.dialogue.understanding import Interpretation, Utterance
from core.errors import ModelFault
from core.films.titles.values import Kind, Suggestion
from core.films.wishes.criteria import CRITERIA, Criteria
from core.library.values import ListStatus, Status
from core.understanding.llm.fields import MOST, Name, Part, WishPart, choice, wish_model
from core.understanding.llm.line import sayable

_SUGGESTED = 12
# What only buttons and links say, by ids, is not for a model to say.
SAYABLE = tuple(one.name for one in ROUTER.routes if one.name and one.sayable)
_SUGGESTING = (Recommend, Refine, MoreLike, Mashup)


Names = Annotated[list[Name], Field(max_length=MOST)]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Year = Annotated[int, Field(ge=1870, le=2100)]
Place = Annotated[int, Field(ge=1, le=100)]


class Suggested(Part):
    """A title by name."""

    title: Name
    year: Year | None = None


class ModelReading(Part):
    """A whole answer: the flat reading, then what only a model adds. ``read_model`` says what a wish
    is.
    """

    intent: Annotated[str, *choice(*SAYABLE)]
    wish: WishPart = WishPart()
    lasting: WishPart = WishPart()
    title: Name | None = None
    year: Year | None = None
    franchise: bool | None = None
    titles: Names = []
    all_of: Names = []
    status: Status | None = None
    question: Question | None = None
    position: Place | None = None
    back: bool | None = None
    role: Role | None = None
    positions: Annotated[list[Place], Field(max_length=MOST)] = []
    kind: Kind | None = None
    language: Language | None = None
    region: Country | None = None
    written_in: Language | None = None
    suggested: Annotated[list[Suggested], Field(max_length=MOST)] = []
    lead: str | None = None


@cache
def read_model(criteria: Criteria) -> type[ModelReading]:
    """The form of a whole answer, for wishes of these criteria."""
    wish = wish_model(criteria)
    return create_model("Read", __base__=ModelReading, wish=(wish, wish()), lasting=(wish, wish()))


WishRead, Read = wish_model(CRITERIA), read_model(CRITERIA)


def understood(answer: str, heard: Utterance) -> Interpretation:
    """What the answer says of the sentence. Raises ModelFault where it is not a reading, whole and
    in form.
    """
    try:
        read = Read.model_validate_json(answer)
        intent = ROUTER.read(read.model_dump())
    except ValueError as error:
        raise ModelFault("answer", "the model's answer is no reading") from error
    if not _whole(intent):
        raise ModelFault("answer", "the model's reading lacks what its intent needs")
    if not isinstance(intent, _SUGGESTING):
        return Interpretation(intent, "llm", read.written_in)
    suggested = tuple(Suggestion(one.title, one.year) for one in read.suggested[:_SUGGESTED])
    line = sayable(read.lead) if read.written_in in (None, heard.language) else ""
    return Interpretation(intent, "llm", read.written_in, suggested, line)


def _whole(intent: Intent) -> bool:
    match intent:
        case Mashup(wish=wish):
            return len(wish.like) >= 2
        case Compare(titles=titles, positions=positions):
            return max(len(titles), len(positions)) >= 2
        case MoreFrom(role=role):
            return role in get_args(Role)
        case ShowList(status=status):
            return status in get_args(ListStatus)
        case _:
            return True


@cache
def schema(criteria: Criteria = CRITERIA) -> dict[str, Any]:
    """The form of an answer as strict servers want it: every field required, bounds left to the
    check afterwards.
    """
    strict: dict[str, Any] = _strict(read_model(criteria).model_json_schema())
    return strict


def _strict(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    kept = {key: _KEPT[key](value) for key, value in node.items() if key in _KEPT}
    return (
        kept | {"required": list(kept["properties"]), "additionalProperties": False}
        if "properties" in kept
        else kept
    )


def _each(nodes: dict[str, Any]) -> dict[str, Any]:
    return {name: _strict(node) for name, node in nodes.items()}


_KEPT: dict[str, Callable[[Any], Any]] = {
    "$defs": _each,
    "properties": _each,
    "items": _strict,
    "anyOf": lambda nodes: [_strict(node) for node in nodes],
    "$ref": str,
    "type": str,
    "enum": list,
}
