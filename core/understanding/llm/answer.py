"""What a model may answer, and what becomes of it: a flat reading, checked field by field, then an
Intent and nothing else.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from core.errors import ModelFault
from core.hygiene import clean
from core.intents import (
    Compare,
    Intent,
    ListStatus,
    Mashup,
    MoreFrom,
    MoreLike,
    Question,
    Recommend,
    Refine,
    Role,
    ShowList,
    Spoken,
    Status,
)
from core.movies.genres import genres
from core.movies.titles import Kind, Suggestion
from core.movies.wish import CERTIFICATIONS, SORTS
from core.understanding import Heard, Understood
from core.understanding.llm.line import sayable
from core.understanding.readings import NAMES, from_reading

_LONGEST_NAME, _MOST, _TWO, _SUGGESTED = 100, 20, 2, 12
# What only buttons and links say, by ids, is not for a model to say.
SAYABLE = tuple(name for name, kind in NAMES.items() if kind in get_args(Spoken))
_SUGGESTING = (Recommend, Refine, MoreLike, Mashup)


def _named(text: str) -> str:
    text = clean(text)
    if not 0 < len(text) <= _LONGEST_NAME:
        raise ValueError("a name has from 1 to 100 characters")
    return text


def _choice(*choices: str) -> tuple[AfterValidator, WithJsonSchema]:
    def chosen(text: str) -> str:
        if text not in choices:
            raise ValueError("not one of the choices")
        return text

    return AfterValidator(chosen), WithJsonSchema({"type": "string", "enum": list(choices)})


Name = Annotated[str, AfterValidator(_named)]
Names = Annotated[list[Name], Field(max_length=_MOST)]
Genre = Annotated[
    str, *_choice(*(slug for slug, genre in genres().items() if genre.parent is None))
]
Genres = Annotated[list[Genre], Field(max_length=_MOST)]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Languages = Annotated[list[Language], Field(max_length=_MOST)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Countries = Annotated[list[Country], Field(max_length=_MOST)]
Year = Annotated[int, Field(ge=1870, le=2100)]
Minutes = Annotated[int, Field(ge=1, le=1_000)]
Place = Annotated[int, Field(ge=1, le=100)]


class _Part(BaseModel):
    """One object of an answer: each field of its own type, null as good as left out, and what is no
    field of it unread.
    """

    model_config = ConfigDict(extra="ignore", strict=True, allow_inf_nan=False, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, raw: Any) -> Any:
        return (
            {name: value for name, value in raw.items() if value is not None}
            if isinstance(raw, dict)
            else raw
        )


class WishRead(_Part):
    """The fields of a Wish, and no other: a condition left out would be a wish misread."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind | None = None
    genres: Genres = []
    not_genres: Genres = []
    year_from: Year | None = None
    year_to: Year | None = None
    runtime_min: Minutes | None = None
    runtime_max: Minutes | None = None
    rating_min: Annotated[float, Field(ge=0, le=10)] | None = None
    votes_min: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    languages: Languages = []
    not_languages: Languages = []
    countries: Countries = []
    not_countries: Countries = []
    people: Names = []
    not_people: Names = []
    themes: Names = []
    not_themes: Names = []
    certification_max: Annotated[str, *_choice(*CERTIFICATIONS)] | None = None
    providers: Names = []
    not_providers: Names = []
    like: Names = []
    not_like: Names = []
    any: list[Annotated[str, *_choice("genres", "themes", "people")]] = []
    sort: Annotated[str, *_choice(*SORTS)] | None = None


class Suggested(_Part):
    """A title by name."""

    title: Name
    year: Year | None = None


class Read(_Part):
    """A whole answer: the flat reading, then what only a model adds."""

    intent: Annotated[str, *_choice(*SAYABLE)]
    wish: WishRead = WishRead()
    lasting: WishRead = WishRead()
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
    positions: Annotated[list[Place], Field(max_length=_MOST)] = []
    kind: Kind | None = None
    language: Language | None = None
    region: Country | None = None
    written_in: Language | None = None
    suggested: Annotated[list[Suggested], Field(max_length=_MOST)] = []
    lead: str | None = None


def understood(answer: str, heard: Heard) -> Understood:
    """What the answer says of the sentence. Raises ModelFault where it is not a reading, whole and
    in form.
    """
    try:
        read = Read.model_validate_json(answer)
        intent = from_reading(read.model_dump())
    except ValueError as error:
        raise ModelFault("answer", "the model's answer is no reading") from error
    if not _whole(intent):
        raise ModelFault("answer", "the model's reading lacks what its intent needs")
    if not isinstance(intent, _SUGGESTING):
        return Understood(intent, "llm", read.written_in)
    suggested = tuple(Suggestion(one.title, one.year) for one in read.suggested[:_SUGGESTED])
    line = sayable(read.lead) if read.written_in in (None, heard.language) else ""
    return Understood(intent, "llm", read.written_in, suggested, line)


def _whole(intent: Intent) -> bool:
    match intent:
        case Mashup(wish=wish):
            return len(wish.like) >= _TWO
        case Compare(titles=titles, positions=positions):
            return max(len(titles), len(positions)) >= _TWO
        case MoreFrom(role=role):
            return role in get_args(Role)
        case ShowList(status=status):
            return status in get_args(ListStatus)
        case _:
            return True


@cache
def schema() -> dict[str, Any]:
    """The form of an answer as strict servers want it: every field required, bounds left to the
    check afterwards.
    """
    strict: dict[str, Any] = _strict(Read.model_json_schema())
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
