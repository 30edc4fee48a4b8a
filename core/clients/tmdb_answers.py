"""TMDB's answers as frozen values: only the fields that are used, the same for films and series.
What is null, missing or malformed has its default.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AliasChoices,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WrapValidator,
)
from pydantic_core import PydanticOmit

MediaType = Literal["movie", "tv"]
T = TypeVar("T")


def _or_omit(value: Any, validate: Any) -> Any:
    """Leave out a bad item of a list, rather than reject the list."""
    try:
        return validate(value)
    except ValidationError:
        raise PydanticOmit from None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _object(value: Any) -> Any:
    return value if isinstance(value, dict) else None


_Text = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, str) else "")]
_Number = Annotated[
    float, BeforeValidator(lambda value: value if isinstance(value, int | float) else 0)
]
_Whole = Annotated[
    int, BeforeValidator(lambda value: max(int(value), 0) if isinstance(value, int | float) else 0)
]
_Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
_Date = Annotated[date | None, BeforeValidator(_date)]
_Id = Annotated[int, Field(gt=0, le=2_000_000_000)]
_Many = Annotated[
    tuple[Annotated[T, WrapValidator(_or_omit)], ...],
    BeforeValidator(lambda value: value if isinstance(value, list) else ()),
]
_TITLE, _ORIGINAL = AliasChoices("title", "name"), AliasChoices("original_title", "original_name")
_RELEASED = AliasChoices("release_date", "first_air_date")


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TitleEntry(_Answer):
    """A film or series in a list. Only mixed lists have a ``media_type``."""

    id: _Id
    title: Annotated[str, Field(validation_alias=_TITLE, min_length=1)]
    original_title: _Text = Field("", validation_alias=_ORIGINAL)
    media_type: Literal["movie", "tv"] | None = None
    overview: _Text = ""
    genre_ids: _Many[int] = ()
    original_language: _Text = ""
    origin_country: _Many[str] = ()
    release_date: _Date = Field(None, validation_alias=_RELEASED)
    vote_average: _Number = 0.0
    vote_count: _Whole = 0
    popularity: _Number = 0.0
    poster_path: _Text = ""
    adult: _Flag = False
    softcore: _Flag = False


class TitlePage(_Answer):
    """A page of titles, and the number of pages."""

    results: _Many[TitleEntry]
    total_pages: _Whole = 1


class Thing(_Answer):
    """A person, keyword, genre or collection, by id and name."""

    id: _Id
    name: _Text = ""


class Things(_Answer):
    """People or keywords found by name, the best match first."""

    results: _Many[Thing]


class Provider(_Answer):
    """A streaming service."""

    id: Annotated[_Id, Field(validation_alias="provider_id")]
    name: Annotated[str, Field(validation_alias="provider_name", min_length=1)]


class Providers(_Answer):
    """The streaming services of a region."""

    results: _Many[Provider]


class Watch(_Answer):
    """The services that offer a title in a region: by subscription, free, with advertising, to rent
    or to buy.
    """

    flatrate: _Many[Provider] = ()
    free: _Many[Provider] = ()
    ads: _Many[Provider] = ()
    rent: _Many[Provider] = ()
    buy: _Many[Provider] = ()


class TmdbCredit(_Answer):
    """A person's part in a title: a character, or a job."""

    id: _Id
    name: Annotated[str, Field(min_length=1)]
    character: _Text = ""
    job: _Text = ""


class Video(_Answer):
    """A video on the web."""

    key: _Text = ""
    site: _Text = ""
    type: _Text = ""
    iso_639_1: _Text = ""
    official: _Flag = False


class TranslatedText(_Answer):
    """Translated texts; empty where they are as in the original."""

    title: _Text = Field("", validation_alias=_TITLE)
    overview: _Text = ""
    tagline: _Text = ""


class Translation(_Answer):
    """The texts of one language in one country."""

    iso_639_1: str
    iso_3166_1: _Text = ""
    data: TranslatedText


class Release(_Answer):
    """The certification of a release; type 3 is in cinemas."""

    certification: _Text = ""
    type: _Whole = 0


class Certified(_Answer):
    """The certifications of a country: of each release of a film, one of a series."""

    iso_3166_1: str
    rating: _Text = ""
    release_dates: _Many[Release] = ()


class Country(_Answer):
    """A country of production."""

    iso_3166_1: str


class TitleDetails(TitleEntry):
    """All the facts of a title, with the answers appended to its own."""

    genres: _Many[Thing] = ()
    tagline: _Text = ""
    status: _Text = ""
    runtime: _Whole = 0
    episode_run_time: _Many[int] = ()
    last_episode_runtime: _Whole = Field(
        0, validation_alias=AliasPath("last_episode_to_air", "runtime")
    )
    imdb_id: _Text = ""
    external_imdb_id: _Text = Field("", validation_alias=AliasPath("external_ids", "imdb_id"))
    backdrop_path: _Text = ""
    budget: _Whole = 0
    revenue: _Whole = 0
    number_of_seasons: _Whole = 0
    number_of_episodes: _Whole = 0
    production_countries: _Many[Country] = ()
    collection: Thing | None = Field(None, validation_alias="belongs_to_collection")
    created_by: _Many[TmdbCredit] = ()
    cast: _Many[TmdbCredit] = Field((), validation_alias=AliasPath("credits", "cast"))
    crew: _Many[TmdbCredit] = Field((), validation_alias=AliasPath("credits", "crew"))
    videos: _Many[Video] = Field((), validation_alias=AliasPath("videos", "results"))
    translations: _Many[Translation] = Field(
        (), validation_alias=AliasPath("translations", "translations")
    )
    keywords: _Many[Thing] = Field(
        (),
        validation_alias=AliasChoices(
            AliasPath("keywords", "keywords"), AliasPath("keywords", "results")
        ),
    )
    certifications: _Many[Certified] = Field(
        (),
        validation_alias=AliasChoices(
            AliasPath("release_dates", "results"), AliasPath("content_ratings", "results")
        ),
    )
    watch: Annotated[dict[str, Watch], BeforeValidator(lambda value: _object(value) or {})] = Field(
        default_factory=dict, validation_alias=AliasPath("watch/providers", "results")
    )
    recommendations: Annotated[dict[str, Any] | None, BeforeValidator(_object)] = None


class FindResults(_Answer):
    """The titles that another catalogue's id belongs to."""

    movie: _Many[TitleEntry] = Field((), validation_alias="movie_results")
    tv: _Many[TitleEntry] = Field((), validation_alias="tv_results")

    def of(self, kind: MediaType) -> tuple[TitleEntry, ...]:
        """The titles of a kind."""
        return self.movie if kind == "movie" else self.tv


class Authentication(_Answer):
    """The answer to a valid key."""

    success: bool = True
