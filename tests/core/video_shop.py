"""Two dozen titles with known facts, for tests of finding and recommending."""

from typing import Any

from core.movies.catalogue_entry import Entry
from tests.storage.shop import entry


def film(name: str, number: int, year: int, minutes: int, rating: float, votes: int, **facts: Any) -> Entry:
    """A film; English and American unless ``facts`` say otherwise."""
    usual = {"language": "en", "countries": ["US"], "certification": "R", "themes": ["tense"]}
    return entry(name, number, year=year, runtime=minutes, imdb_rating=rating, imdb_votes=votes, **(usual | facts))


def told(name: str, overview: str, french: str | None = None) -> dict[str, dict[str, str]]:
    """Texts in English, and the French name."""
    return {"en": {"title": name, "overview": overview}} | ({"fr": {"title": french, "overview": ""}} if french else {})


ALIENS = {"slug": "alien", "en": "Alien", "fr": "Alien"}
MANN, SCOTT, NOLAN = ["Michael Mann"], ["Ridley Scott"], ["Christopher Nolan"]

SHOP = [
    film("Heat", 1, 1995, 170, 8.3, 790_000, genres=["crime", "thriller"], directors=MANN,
         themes=["heist", "police", "los angeles", "obsession"], cast=[{"name": "Al Pacino"}, {"name": "Robert De Niro"}]),
    film("Collateral", 2, 2004, 120, 7.5, 440_000, genres=["crime", "thriller"], directors=MANN,
         themes=["assassins", "los angeles", "police", "tense"], cast=[{"name": "Tom Cruise"}, {"name": "Jamie Foxx"}]),
    film("Thief", 3, 1981, 123, 7.4, 37_000, genres=["crime", "drama"], directors=MANN,
         themes=["heist", "obsession", "loneliness"]),
    film("The Insider", 4, 1999, 157, 7.8, 180_000, genres=["drama", "thriller"], directors=MANN, cast=[{"name": "Al Pacino"}]),
    film("Alien", 5, 1979, 117, 8.5, 1_000_000, genres=["horror", "science-fiction"], directors=SCOTT, franchise=ALIENS,
         themes=["space", "aliens", "monsters", "scary"]),
    film("Aliens", 6, 1986, 137, 8.4, 780_000, genres=["action", "science-fiction"], directors=["James Cameron"],
         franchise=ALIENS, themes=["space", "aliens", "monsters", "soldiers"]),
    film("The Thing", 7, 1982, 109, 8.2, 490_000, genres=["horror", "science-fiction"], directors=["John Carpenter"],
         themes=["aliens", "monsters", "paranoia", "scary"]),
    film("Jaws", 8, 1975, 124, 8.1, 690_000, genres=["adventure", "thriller", "horror"], certification="PG",
         directors=["Steven Spielberg"], themes=["sharks", "sea", "monsters", "scary"]),
    film("Deep Blue Sea", 9, 1999, 105, 5.9, 150_000, genres=["action", "horror"], themes=["sharks", "sea", "monsters"]),
    film("The Matrix", 10, 1999, 136, 8.7, 2_100_000, genres=["action", "science-fiction"],
         themes=["virtual reality", "hackers"]),
    film("Inception", 11, 2010, 148, 8.8, 2_600_000, genres=["action", "science-fiction"], certification="PG-13",
         directors=NOLAN, themes=["heist", "dreams", "mind-bending"]),
    film("Interstellar", 12, 2014, 169, 8.7, 2_300_000, genres=["adventure", "science-fiction"], certification="PG-13",
         directors=NOLAN, themes=["space", "mind-bending"]),
    film("The Prestige", 13, 2006, 130, 8.5, 1_500_000, genres=["drama", "mystery"], certification="PG-13", directors=NOLAN,
         themes=["obsession", "twist ending"]),
    film("Memento", 14, 2000, 113, 8.4, 1_300_000, genres=["mystery", "thriller"], directors=NOLAN, themes=["memory"]),
    film("The Dark Knight", 15, 2008, 152, 9.1, 3_000_000, genres=["action", "crime"], certification="PG-13", directors=NOLAN,
         themes=["superheroes", "heist"]),
    film("Le Fabuleux Destin d'Amélie Poulain", 16, 2001, 122, 8.3, 810_000, genres=["comedy", "romance"], language="fr",
         countries=["FR", "DE"], themes=["whimsical", "paris", "feel-good"],
         texts=told("Amélie", "A shy waitress meddles.", "Le Fabuleux Destin d'Amélie Poulain")),
    film("La Cité de la peur", 17, 1994, 99, 7.6, 15_000, genres=["comedy", "horror"], language="fr", countries=["FR"],
         certification="NR", themes=["parody", "absurd"],
         texts=told("Fear City", "A critic keeps getting killed.", "La Cité de la peur")),
    film("The Shawshank Redemption", 18, 1994, 142, 9.3, 3_100_000, genres=["drama"], themes=["prison", "friendship"],
         texts=told("The Shawshank Redemption", "A banker in jail keeps hoping.", "Les Évadés")),
    film("Paddington 2", 19, 2017, 103, 7.8, 100_000, genres=["comedy", "family"], countries=["GB"], certification="PG",
         themes=["talking animals", "feel-good", "cosy"],
         texts=told("Paddington 2", "A bear sells marmalade at a lighthouse.")),
    film("Babe", 20, 1995, 91, 6.9, 140_000, genres=["family", "comedy"], countries=["AU"], certification="G",
         themes=["talking animals", "feel-good"]),
    film("Dune", 21, 2021, 155, 8.0, 900_000, genres=["science-fiction", "adventure"], certification="PG-13",
         themes=["desert"], alternative_titles=["Dune: Part One"]),
    film("Dune", 22, 1984, 137, 6.3, 190_000, genres=["science-fiction", "adventure"], certification="PG-13",
         themes=["desert"]),
    film("Oldboy", 23, 2003, 120, 8.3, 650_000, genres=["thriller", "drama"], language="ko", countries=["KR"],
         themes=["revenge"]),
    film("Small Fish", 24, 2012, 80, 7.9, 600, genres=["drama"], language="is", countries=["IS"], themes=["sea", "loneliness"]),
    film("Double Indemnity", 25, 1944, 107, 8.3, 170_000, genres=["crime", "film-noir"], certification="Passed",
         themes=["femme fatale", "murder"]),
    film("Private Night", 26, 2001, 90, 9.9, 50_000, genres=["drama"], adult=True),
    entry("The Office", 27, kind="tv", year=2005, runtime=22, genres=["comedy", "sitcom"], imdb_rating=9.0, imdb_votes=780_000,
          language="en", countries=["US"], certification="TV-14", themes=["workplace", "deadpan"]),
    entry("The Office", 28, kind="tv", year=2001, runtime=30, genres=["comedy", "sitcom"], imdb_rating=8.5, imdb_votes=130_000,
          language="en", countries=["GB"], certification="TV-MA", themes=["workplace", "deadpan"]),
    entry("Breaking Bad", 29, kind="tv", year=2008, runtime=49, genres=["crime", "drama"], imdb_rating=9.5,
         imdb_votes=2_300_000,
          language="en", countries=["US"], certification="TV-MA", themes=["drugs", "desert"]),
]  # fmt: skip
