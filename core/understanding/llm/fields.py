"""The fields of an answer by type, and the object that reads a wish, made from its criteria."""

from dataclasses import fields
from functools import cache
from typing import Annotated, Any, assert_never

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    create_model,
    model_validator,
)

from core.films.wishes.criteria import Criteria
from core.films.wishes.criteria.shapes import (
    Choice,
    ChoiceList,
    CodeList,
    Decimal,
    NameList,
    Shape,
    Whole,
)
from core.films.wishes.wish import Wish
from core.words.text import clean

_LONGEST_NAME = 100
MOST = 20  # values in one list
# Models write the fields in the order of the schema: that of the wish, as the contract prints it.
_PLACES = {field.name: place for place, field in enumerate(fields(Wish))}


def _named(text: str) -> str:
    text = clean(text)
    if not 0 < len(text) <= _LONGEST_NAME:
        raise ValueError("a name has from 1 to 100 characters")
    return text


def choice(*choices: str) -> tuple[AfterValidator, WithJsonSchema]:
    """What makes a string one of several: ``Annotated[str, *choice("a", "b")]``."""

    def chosen(text: str) -> str:
        if text not in choices:
            raise ValueError("not one of the choices")
        return text

    return AfterValidator(chosen), WithJsonSchema({"type": "string", "enum": list(choices)})


Name = Annotated[str, AfterValidator(_named)]


class Part(BaseModel):
    """One object of an answer: each field of its own type, null as good as left out, and what is no
    field of it unread.
    """

    model_config = ConfigDict(extra="ignore", strict=True, allow_inf_nan=False, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        return {name: value for name, value in raw.items() if value is not None}


class WishPart(Part):
    """The fields of a wish, and no other: a condition left out would be a wish misread."""

    model_config = ConfigDict(extra="forbid")


@cache
def wish_model(criteria: Criteria) -> type[WishPart]:
    """The object that reads a wish, with a field for each of the criteria's."""
    shapes = sorted(criteria.fields.items(), key=lambda item: _PLACES.get(item[0], len(_PLACES)))
    read: dict[str, Any] = {name: _field(shape) for name, shape in shapes}
    return create_model("WishRead", __base__=WishPart, **read)


def _field(shape: Shape) -> tuple[Any, Any]:
    """A field's type and what it is where nothing is said."""
    item = _item(shape)
    if shape.several:
        return Annotated[list[item], Field(max_length=MOST)], []  # type: ignore[valid-type]
    return item | None, None


def _item(shape: Shape) -> Any:
    match shape:
        case Whole(least, most):
            return Annotated[int, Field(ge=least, le=most)]
        case Decimal(lowest, highest):
            return Annotated[float, Field(ge=lowest, le=highest)]
        case Choice(choices) | ChoiceList(choices):
            return Annotated[str, *choice(*choices)]
        case CodeList(pattern):
            return Annotated[str, Field(pattern=pattern)]
        case NameList():
            return Name
    assert_never(shape)
