"""Films and series as values. The rest of the program never sees a database row."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["movie", "tv"]
KINDS: tuple[Kind, ...] = ("movie", "tv")
MarkStatus = Literal["seen", "later", "not_interested"]
STATUSES: tuple[MarkStatus, ...] = ("seen", "later", "not_interested")


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in a title: a character, or a job ("Director", "Writer", "Creator")."""

    person_id: int
    name: str
    job: str = ""
    character: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Everything a card or an answer about a title needs, its texts in one language.

    ``runtime`` is in minutes (of an episode, for a series). ``genres`` are slugs, the main one
    first, sub-genres last. ``imdb_rating`` is 0 to 10, ``certification`` that of the United States.
    Little more than the name is known of a title that has ``expired``, until TMDB is asked again.
    """

    id: int
    kind: Kind
    name: str
    original_name: str = ""
    year: int | None = None
    runtime: int | None = None
    genres: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    language: str | None = None
    countries: tuple[str, ...] = ()
    certification: str | None = None
    imdb_id: str | None = None
    tmdb_id: int | None = None
    imdb_rating: float | None = None
    imdb_votes: int | None = None
    rotten_tomatoes: int | None = None
    metascore: int | None = None
    awards: str | None = None
    overview: str = ""
    tagline: str = ""
    trailer: str | None = None
    poster: str | None = None
    seasons: int | None = None
    episodes: int | None = None
    directors: tuple[Credit, ...] = field(default=())
    writers: tuple[Credit, ...] = field(default=())
    cast: tuple[Credit, ...] = field(default=())
    expired: bool = False


@dataclass(frozen=True, slots=True)
class TitleName:
    """A title by name only, as lists, search results and choices between namesakes show it."""

    id: int
    kind: Kind
    name: str
    year: int | None = None
    imdb_rating: float | None = None


class Suggestion(NamedTuple):
    """A title the model thinks fits, by name. It is ignored unless the catalogue has it."""

    title: str
    year: int | None = None
