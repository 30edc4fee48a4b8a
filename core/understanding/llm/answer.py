"""What a model may answer, and what becomes of it: a flat reading, checked field by field, then an
Intent and nothing else.
"""

from functools import cache
from typing import Annotated, Any, cast

from pydantic import Field, create_model

from core.capabilities import ROUTER
from core.capabilities.lookup.intents import Compare
from core.capabilities.suggesting.intents import Mashup, MoreLike, Recommend, Refine
from core.dialogue.intents import Intent
from core.dialogue.turn import Interpretation, Utterance
from core.errors import ModelFault
from core.films.titles.values import Suggestion
from core.films.wishes.criteria import CRITERIA, Criteria
from core.understanding.llm.fields import MOST, Name, Part, choice, wish_model
from core.understanding.llm.intents import fields, intents
from core.understanding.llm.line import sayable
from core.understanding.llm.shapes import check_choices, shape_of
from core.understanding.llm.strict import strict

# What only buttons and links say, by ids, is not for a model to say.
SAYABLE = tuple(dict.fromkeys(one.name for one in intents()))
_SUGGESTING = (Recommend, Refine, MoreLike, Mashup)
_MOST_SUGGESTED = 12  # titles, as the instructions say
_FEWEST = 2  # titles that can be mixed or compared

Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Year = Annotated[int, Field(ge=1870, le=2100)]


class Suggested(Part):
    """A title by name."""

    title: Name
    year: Year | None = None


class Added(Part):
    """What a model adds to the reading."""

    written_in: Language | None = None
    suggested: Annotated[list[Suggested], Field(max_length=MOST)] = []
    lead: str | None = None


@cache
def read_model(criteria: Criteria) -> type[Added]:
    """The form of a whole answer, for wishes of these criteria: the intent, the fields of all
    intents, then what is added.
    """
    wish = wish_model(criteria)
    shapes: dict[str, Any] = {"intent": (Annotated[str, *choice(*SAYABLE)], ...)}
    shapes |= {name: shape_of(name, hints, wish) for name, hints in fields().items()}
    reading = create_model("Reading", __base__=Part, **shapes)
    return cast(type[Added], create_model("Read", __base__=(Added, reading)))


WishRead, Read = wish_model(CRITERIA), read_model(CRITERIA)


def understood(answer: str, utterance: Utterance) -> Interpretation:
    """What the answer says of the sentence. Raises ModelFault where it is not a reading, whole and
    in form.
    """
    read, intent = _read(answer)
    if not isinstance(intent, _SUGGESTING):
        return Interpretation(intent, "llm", read.written_in)
    suggested = tuple(Suggestion(one.title, one.year) for one in read.suggested[:_MOST_SUGGESTED])
    line = sayable(read.lead) if read.written_in in (None, utterance.language) else ""
    return Interpretation(intent, "llm", read.written_in, suggested, line)


def _read(answer: str) -> tuple[Added, Intent]:
    try:
        read = Read.model_validate_json(answer)
        intent = ROUTER.read(read.model_dump())
        check_choices(intent)
    except ValueError as error:
        raise ModelFault("answer", "the model's answer is no reading") from error
    if not _whole(intent):
        raise ModelFault("answer", "the model's reading lacks what its intent needs")
    return read, intent


def _whole(intent: Intent) -> bool:
    """Whether there are enough titles to mix or to compare."""
    match intent:
        case Mashup(wish=wish):
            return len(wish.like) >= _FEWEST
        case Compare(titles=titles, positions=positions):
            return max(len(titles), len(positions)) >= _FEWEST
        case _:
            return True


@cache
def schema(criteria: Criteria = CRITERIA) -> dict[str, Any]:
    """The form of an answer as strict servers want it."""
    return strict(read_model(criteria).model_json_schema())
