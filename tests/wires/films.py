"""The titles that the local TMDB and OMDb know: invented ones by the hundred, and some that
everybody knows.
"""

import random
from dataclasses import dataclass, field, replace

MOVIE_GENRES = {
    28: "Action",
    12: "Adventure",
    16: "Animation",
    35: "Comedy",
    80: "Crime",
    18: "Drama",
    27: "Horror",
    9648: "Mystery",
    10749: "Romance",
    878: "Science Fiction",
    53: "Thriller",
}
TV_GENRES = {
    10759: "Action & Adventure",
    16: "Animation",
    35: "Comedy",
    80: "Crime",
    18: "Drama",
    9648: "Mystery",
}
PEOPLE = {
    1: "Ada Marlowe",
    2: "Bruno Keller",
    3: "Chiara Conti",
    4: "Dev Anand Rao",
    5: "Elin Holm",
    6: "Femi Adeyemi",
    7: "Greta Lindqvist",
    8: "Hugo Marchand",
}
KEYWORDS = {
    9001: "heist",
    9002: "time travel",
    9003: "submarine",
    9004: "robot",
    9005: "softcore",
    9006: "small town",
}
PROVIDERS = {
    8: "Netflix",
    337: "Disney Plus",
    119: "Amazon Prime Video",
    2: "Apple TV Store",
    234: "Arte",
}
# Their ids begin where TMDB has not come yet.
FIRST = 2_000_001
_FIRST = (
    "Amber",
    "Broken",
    "Crimson",
    "Distant",
    "Electric",
    "Fallen",
    "Golden",
    "Hidden",
    "Iron",
    "Jade",
    "Kind",
    "Lunar",
    "Midnight",
    "Northern",
    "Open",
)
_SECOND = (
    "Harbour",
    "Garden",
    "Signal",
    "Orchard",
    "Kingdom",
    "Letters",
    "Machine",
    "Passage",
    "Quarry",
    "River",
    "Station",
    "Theatre",
)


@dataclass(frozen=True)
class Film:
    """What the services know of a title; None is what they answer null for."""

    id: int
    title: str
    kind: str = "movie"
    year: int = 2000
    genres: tuple[int, ...] = (18,)
    runtime: int | None = 100
    votes: int = 2_000
    average: float = 7.0
    popularity: float = 20.0
    language: str = "en"
    country: str = "US"
    director: int = 1
    cast: tuple[int, ...] = (2, 3)
    keywords: tuple[int, ...] = ()
    certification: str = "PG-13"
    overview: str | None = "Somebody finds something and cannot let go of it."
    french: str = ""
    adult: bool = False
    imdb_id: str | None = None
    imdb_rating: str = "7.1"
    imdb_votes: str = "52,000"
    poster: bool = True
    providers: dict[str, dict[str, tuple[int, ...]]] = field(default_factory=dict)

    @property
    def imdb(self) -> str:
        """Its id on IMDb."""
        return self.imdb_id or f"tt{70_000_000 + self.id}"


def _invented() -> list[Film]:
    chance = random.Random(4)
    names = [f"{first} {second}" for second in _SECOND for first in _FIRST]
    return [_film(number, name, chance) for number, name in enumerate(names, FIRST)]


def _film(number: int, name: str, chance: random.Random) -> Film:
    kind = "tv" if number % 4 == 0 else "movie"
    genres = list(TV_GENRES if kind == "tv" else MOVIE_GENRES)
    rating = round(chance.uniform(5.6, 8.6), 1)
    votes = int(10 ** chance.uniform(2.4, 4.4))
    return Film(
        number,
        name,
        kind,
        chance.randint(1970, 2024),
        tuple(chance.sample(genres, 2)),
        chance.randint(24, 60) if kind == "tv" else chance.randint(82, 165),
        votes,
        rating,
        round(chance.uniform(1, 90), 3),
        chance.choice(("en", "en", "en", "fr", "ko")),
        chance.choice(("US", "US", "GB", "FR", "KR")),
        chance.randint(1, 8),
        tuple(chance.sample(range(1, 9), 3)),
        tuple(chance.sample((9001, 9002, 9003, 9004, 9006), 2)),
        chance.choice(("TV-PG", "TV-14", "TV-MA") if kind == "tv" else ("G", "PG", "PG-13", "R")),
        french=f"Le {name} caché",
        imdb_rating=str(round(rating - 0.1, 1)),
        imdb_votes=f"{votes * 25:,}",
        providers={
            "US": {"flatrate": (chance.choice((8, 337, 119)),), "rent": (2,)},
            "FR": {"flatrate": (234,), "buy": (2,)},
        },
    )


KNOWN = [
    Film(
        949,
        "Heat",
        year=1995,
        genres=(28, 80, 18, 53),
        runtime=170,
        votes=7_500,
        average=7.9,
        imdb_id="tt0113277",
        imdb_rating="8.3",
        imdb_votes="791,234",
        certification="R",
        providers={"US": {"flatrate": (8,), "rent": (2,)}, "FR": {"buy": (2,)}},
    ),
    Film(
        27205,
        "Inception",
        year=2010,
        genres=(28, 878, 12),
        runtime=148,
        votes=37_000,
        average=8.4,
        imdb_id="tt1375666",
        imdb_rating="8.8",
        imdb_votes="2,654,321",
    ),
    Film(
        841,
        "Dune",
        year=1984,
        genres=(28, 878),
        runtime=137,
        votes=3_200,
        average=6.2,
        imdb_rating="6.3",
    ),
]


def table(*more: Film) -> dict[tuple[str, int], Film]:
    """Every title by kind and id; ``more`` are added, or take the place of those with their id."""
    return {(film.kind, film.id): film for film in (*_invented(), *KNOWN, *more)}


def changed(films: dict[tuple[str, int], Film], kind: str, number: int, **facts: object) -> None:
    """Let the services know something else of a title."""
    films[kind, number] = replace(films[kind, number], **facts)  # type: ignore[arg-type]
