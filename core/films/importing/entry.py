"""One title as a catalogue file tells it: the file format, as models that check it."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from core.films.taxonomy.genres import genres as taxonomy

# The United States certifications, films' and series', from what anyone may see to what only adults
# may.
_RANKS = (
    ("G", "TV-Y", "TV-G"),
    ("PG", "TV-Y7", "TV-PG", "Approved", "Passed"),
    ("PG-13", "TV-14"),
    ("R", "TV-MA"),
    ("NC-17", "X"),
)
CERTIFICATION_RANKS = {
    certification: rank for rank, same in enumerate(_RANKS) for certification in same
}


def _sound(text: str) -> str:
    if any(ord(c) < 32 and c not in "\n\t" or 0xD800 <= ord(c) < 0xE000 for c in text):
        raise ValueError("control characters and broken Unicode are not allowed")
    return text.strip()


def _genre(slug: str) -> str:
    if slug not in taxonomy():
        raise ValueError(f"there is no genre {slug!r}")
    return slug


def _once(values: list[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _person(value: Any) -> Any:
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
    """What a title is called and told as in one language."""

    title: Name
    overview: Prose = ""
    tagline: Words | None = None
    trailer: Words | None = None


class PersonEntry(_Strict):
    """Somebody in the credits; a bare string is their name."""

    name: Name
    character: Words = ""
    imdb_id: Annotated[str, StringConstraints(pattern=r"^nm\d{7,9}$")] | None = None
    tmdb_id: TmdbId | None = None


Crew = list[Annotated[PersonEntry, BeforeValidator(_person)]]


class FranchiseEntry(_Strict):
    """The franchise of a title: a slug, a name under each language, and the title's place in it if
    not by year.
    """

    slug: Slug
    names: dict[Language, Name]
    position: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _languages(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "names" in value:
            return value
        own = {key: item for key, item in value.items() if key in ("slug", "position")}
        return own | {"names": {key: item for key, item in value.items() if key not in own}}


class Entry(_Strict):
    """One title. What is not known is left out; lists are in order of importance."""

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
    def keys(self) -> list[tuple[object, ...]]:
        """What tells this title from others: its ids, or where it has none its name and year."""
        ids = [
            (self.kind, key, value)
            for key, value in (("imdb", self.imdb_id), ("tmdb", self.tmdb_id))
            if value
        ]
        return [*ids] or [(self.kind, self.original_title, self.year)]
