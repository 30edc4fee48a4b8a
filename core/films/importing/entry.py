"""The entry of a title in a catalogue file: the format, as models that validate it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from core.films.taxonomy.taxonomy import genres as taxonomy

# The certifications of the United States, for films and series, from those for everybody to those
# for adults only.
_RANKS = (
    ("G", "TV-Y", "TV-G"),
    ("PG", "TV-Y7", "TV-PG", "Approved", "Passed"),
    ("PG-13", "TV-14"),
    ("R", "TV-MA"),
    ("NC-17", "X"),
)


def _ranks() -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, equal in enumerate(_RANKS):
        ranks |= dict.fromkeys(equal, rank)
    return ranks


CERTIFICATION_RANKS = _ranks()


def _sound(text: str) -> str:
    if any(map(_is_unsound, text)):
        raise ValueError("control characters and broken Unicode are not allowed")
    return text.strip()


def _is_unsound(character: str) -> bool:
    code = ord(character)
    control = code < ord(" ") and character not in "\n\t"
    surrogate = 0xD800 <= code < 0xE000
    return control or surrogate


def _genre(slug: str) -> str:
    if slug not in taxonomy():
        raise ValueError(f"there is no genre {slug!r}")
    return slug


def _once(values: list[object]) -> list[object]:
    return list(dict.fromkeys(values))


def _person(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


_Sound = AfterValidator(_sound)
Name = Annotated[str, StringConstraints(min_length=1, max_length=400), _Sound]
Words = Annotated[str, StringConstraints(max_length=400), _Sound]
Prose = Annotated[str, StringConstraints(max_length=4000), _Sound]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Slug = Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9-]*$", max_length=80)]
Theme = Annotated[str, StringConstraints(pattern=r"^[^\sA-Z][^A-Z\n\t]*$", max_length=40), _Sound]
Genre = Annotated[str, AfterValidator(_genre)]
Rating = Annotated[float, Field(ge=0, le=10)]
Percent = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]
Money = Annotated[int, Field(ge=0, le=10**12)]
TmdbId = Annotated[int, Field(gt=0, le=2_000_000_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Text(_Strict):
    """The texts of a title in one language."""

    title: Name
    overview: Prose = ""
    tagline: Words | None = None
    trailer: Words | None = None


class PersonEntry(_Strict):
    """Somebody in the credits; a plain string is their name."""

    name: Name
    character: Words = ""
    imdb_id: Annotated[str, StringConstraints(pattern=r"^nm\d{7,9}$")] | None = None
    tmdb_id: TmdbId | None = None


Crew = list[Annotated[PersonEntry, BeforeValidator(_person)]]


class FranchiseEntry(_Strict):
    """The franchise of a title: a slug, its names by language, and the position of the title in it
    where that is not by year.
    """

    slug: Slug
    names: dict[Language, Name]
    position: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: object) -> object:
        """Files have the names beside the slug, by language."""
        if not isinstance(value, dict) or "names" in value:
            return value
        return _with_names_apart(value)


def _with_names_apart(value: dict[str, object]) -> dict[str, object]:
    own = {key: item for key, item in value.items() if key in ("slug", "position")}
    names = {key: item for key, item in value.items() if key not in own}
    return own | {"names": names}


class Entry(_Strict):
    """A title. Unknown facts are left out; lists begin with the most important."""

    kind: Literal["movie", "tv"]
    imdb_id: Annotated[str, StringConstraints(pattern=r"^tt\d{7,9}$")] | None = None
    tmdb_id: TmdbId | None = None
    original_title: Name
    year: Annotated[int, Field(ge=1870, le=2100)] | None = None
    release_date: date | None = None
    runtime: Annotated[int, Field(gt=0, le=6000)] | None = None
    language: Language | None = None
    countries: Annotated[list[Country], AfterValidator(_once)] = []
    certification: Words | None = None
    status: Words | None = None
    popularity: Annotated[float, Field(ge=0)] | None = None
    genres: Annotated[list[Genre], Field(min_length=1), AfterValidator(_once)]
    themes: Annotated[list[Theme], Field(max_length=60), AfterValidator(_once)] = []
    imdb_rating: Rating | None = None
    imdb_votes: Count | None = None
    tmdb_rating: Rating | None = None
    tmdb_votes: Count | None = None
    rotten_tomatoes: Percent | None = None
    metascore: Percent | None = None
    awards: Words | None = None
    budget: Money | None = None
    revenue: Money | None = None
    poster: Words | None = None
    backdrop: Words | None = None
    adult: bool = False
    seasons: Count | None = None
    episodes: Count | None = None
    franchise: FranchiseEntry | None = None
    texts: dict[Language, Text] = {}
    alternative_titles: Annotated[list[Name], Field(max_length=200), AfterValidator(_once)] = []
    directors: Crew = []
    creators: Crew = []
    writers: Crew = []
    cast: Crew = []

    @model_validator(mode="after")
    def _has_a_main_genre(self) -> Self:
        if all(taxonomy()[slug].parent for slug in self.genres):
            raise ValueError("genres need one that is not a sub-genre")
        return self

    @property
    def has_id(self) -> bool:
        """Whether it has an id of IMDb or TMDB."""
        return bool(self.imdb_id or self.tmdb_id)

    @property
    def keys(self) -> list[tuple[object, ...]]:
        """What tells this title from others: its ids, or its name and year where it has none."""
        if not self.has_id:
            return [(self.kind, self.original_title, self.year)]
        ids = (("imdb", self.imdb_id), ("tmdb", self.tmdb_id))
        return [(self.kind, catalogue, value) for catalogue, value in ids if value]
