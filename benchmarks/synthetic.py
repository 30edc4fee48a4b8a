"""A catalogue of any size: the embedded one, and invented titles with the distributions of a real
one. Always the same.
"""

import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from core.films.importing.embedded import load_embedded
from core.films.recommending.vectors import rebuild
from core.films.taxonomy.taxonomy import genres
from core.storage.migrate import migrate
from core.storage.store import open_store
from core.words.text import fold

_CHUNK = 50_000
_SEED = 1895
_LANGUAGES = (
    "en",
    "fr",
    "es",
    "ja",
    "de",
    "it",
    "hi",
    "ko",
    "zh",
    "pt",
    "ru",
    "sv",
    "tr",
    "pl",
    "da",
    "nl",
    "fi",
    "fa",
    "is",
)
_COUNTRIES = (
    "US",
    "FR",
    "GB",
    "JP",
    "IN",
    "DE",
    "IT",
    "ES",
    "CA",
    "KR",
    "CN",
    "BR",
    "RU",
    "SE",
    "MX",
    "TR",
    "PL",
    "DK",
    "IS",
)
_GENRE_SHARES = {
    "drama": 30,
    "comedy": 22,
    "thriller": 12,
    "romance": 11,
    "documentary": 10,
    "horror": 9,
    "action": 9,
    "crime": 8,
    "adventure": 6,
    "family": 6,
    "mystery": 5,
    "science-fiction": 5,
    "animation": 5,
    "fantasy": 4,
    "music": 3,
    "history": 3,
    "western": 2,
    "war": 2,
}

Array = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


async def build(path: Path, size: int) -> None:
    """Make the database of ``size`` titles at ``path``."""
    url = f"sqlite:///{path}"
    await migrate(url)
    async with open_store(url) as store:
        await load_embedded(store)
    invent(path, size)
    async with open_store(url) as store:
        await store.apply(rebuild, _analyse)


def _analyse(connection: Connection) -> None:
    connection.exec_driver_sql("ANALYZE")


def invent(path: Path, size: int) -> None:
    """Fill the database at ``path`` up to ``size`` titles, its indexes and triggers put aside
    meanwhile.
    """
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        first = (database.execute("SELECT max(id) FROM titles").fetchone()[0] or 0) + 1
        have = database.execute("SELECT count(*) FROM titles").fetchone()[0]
        aside = database.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND (type = 'trigger' OR type = 'index' AND tbl_name IN"
            " ('titles', 'title_names', 'title_themes', 'title_genres', 'title_countries', 'credits', 'people'))"
        ).fetchall()
        for kind, name, _ in aside:
            database.execute(f"DROP {kind} {name}")
        world = _World(database, size - have)
        for start in range(0, size - have, _CHUNK):
            for statement, rows in world.chunk(
                first + start, start, min(_CHUNK, size - have - start)
            ):
                database.executemany(statement, rows)
        for _, _, sql in aside:
            database.execute(sql)
        database.execute("INSERT INTO title_search (title_search) VALUES ('rebuild')")
        database.execute(
            "INSERT INTO overview_search (rowid, text) SELECT title_id, overview FROM title_texts WHERE title_id >= ?",
            (first,),
        )


class _World:
    """What invented titles are made of."""

    def __init__(self, database: sqlite3.Connection, size: int) -> None:
        self._random = np.random.default_rng(_SEED)
        self._words = _vocabulary(self._random)
        self._themes = [row[0] for row in database.execute("SELECT id FROM themes ORDER BY id")]
        ids = dict(database.execute("SELECT slug, id FROM genres"))
        self._genres = [
            (ids[slug], 1 << genres()[slug].bit, share) for slug, share in _GENRE_SHARES.items()
        ]
        self._people = self._invent_people(database, max(1_000, size // 4))

    def _invent_people(self, database: sqlite3.Connection, many: int) -> Array:
        first = (database.execute("SELECT max(id) FROM people").fetchone()[0] or 0) + 1
        names = [" ".join(pair).title() for pair in self._picked_words(2 * many).reshape(-1, 2)]
        rows = ((first + i, name, fold(name), float(many - i)) for i, name in enumerate(names))
        database.executemany(
            "INSERT INTO people (id, name, folded, popularity) VALUES (?, ?, ?, ?)", rows
        )
        return np.arange(first, first + many)

    def _picked_words(self, many: int) -> npt.NDArray[np.str_]:
        return self._words[_skewed(self._random, len(self._words), many)]

    def chunk(
        self, first: int, start: int, many: int
    ) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
        """The rows of ``many`` titles, table by table."""
        random = self._random
        ids = range(first, first + many)
        votes = np.floor(10 ** random.normal(1.3, 1.0, many)).astype(int)
        rating: Floats = np.round(np.clip(random.normal(6.3, 1.2, many), 1, 9.6), 1).astype(
            np.float64
        )
        genre_lists = [self._some_genres(int(how_many)) for how_many in random.integers(1, 4, many)]
        languages = [_LANGUAGES[i] for i in _skewed(random, len(_LANGUAGES), many)]
        countries = [_COUNTRIES[i] for i in _skewed(random, len(_COUNTRIES), many)]
        names = self._names(many)
        known = votes >= 1_000
        yield _TITLES, self._titles(ids, votes, rating, genre_lists, languages, names)
        yield (
            "INSERT INTO title_countries (title_id, country) VALUES (?, ?)",
            zip(ids, countries, strict=True),
        )
        yield (
            "INSERT INTO title_names (title_id, folded, weight) VALUES (?, ?, ?)",
            (
                (i, fold(name), float(np.log10(1 + v)))
                for i, name, v in zip(ids, names, votes, strict=True)
            ),
        )
        yield _TEXTS, zip(ids, names, self._overviews(many), strict=True)
        yield (
            "INSERT INTO title_genres (title_id, genre_id, position) VALUES (?, ?, ?)",
            (
                (i, genre[0], place)
                for i, listed in zip(ids, genre_lists, strict=True)
                for place, genre in enumerate(listed)
            ),
        )
        yield (
            "INSERT INTO title_themes (title_id, theme_id, position) VALUES (?, ?, ?)",
            self._themed(ids, known),
        )
        yield _CREDITS, self._credited(ids, known)

    def _some_genres(self, many: int) -> list[tuple[int, int, int]]:
        shares = np.array([share for _, _, share in self._genres], float)
        chosen = self._random.choice(
            len(self._genres), many, replace=False, p=shares / shares.sum()
        )
        return [self._genres[i] for i in chosen]

    def _names(self, many: int) -> list[str]:
        lengths = self._random.integers(1, 5, many)
        words = iter(self._picked_words(int(lengths.sum())))
        return [" ".join(next(words) for _ in range(length)).capitalize() for length in lengths]

    def _overviews(self, many: int) -> Iterator[str]:
        words = self._picked_words(many * 14).reshape(many, 14)
        return (" ".join(row) for row in words)

    def _titles(
        self,
        ids: range,
        votes: Array,
        rating: Floats,
        genre_lists: list[list[tuple[int, int, int]]],
        languages: list[str],
        names: list[str],
    ) -> Iterator[tuple[object, ...]]:
        random, many = self._random, len(ids)
        kinds = np.where(random.random(many) < 0.15, "tv", "movie")
        years = np.clip(2025 - random.exponential(18, many), 1915, 2025).astype(int)
        runtimes = (
            np.where(kinds == "tv", random.normal(42, 12, many), random.normal(99, 20, many))
            .clip(3, 320)
            .astype(int)
        )
        ranks = random.integers(0, 6, many)
        weights = (votes * rating + 2_500 * 6.2) / (votes + 2_500)
        popularity = 10 * np.log10(1 + votes)
        for i in range(many):
            main = sum(bit for _, bit, _ in genre_lists[i][:2])
            every = sum(bit for _, bit, _ in genre_lists[i])
            rank = int(ranks[i]) if ranks[i] < 4 else None
            yield (
                ids[i],
                str(kinds[i]),
                names[i],
                int(years[i]),
                int(runtimes[i]),
                languages[i],
                rank,
                float(rating[i]),
                int(votes[i]),
                float(popularity[i]),
                every,
                main,
                float(weights[i]),
            )

    def _themed(self, ids: range, known: npt.NDArray[np.bool_]) -> Iterator[tuple[object, ...]]:
        many = np.where(
            known, self._random.integers(8, 13, len(ids)), self._random.integers(0, 4, len(ids))
        )
        chosen = iter(
            _skewed(self._random, len(self._themes), int(many.sum()), flatness=20).tolist()
        )
        for i, how_many in zip(ids, many.tolist(), strict=True):
            for place, theme in enumerate(dict.fromkeys(next(chosen) for _ in range(how_many))):
                yield i, self._themes[theme], place

    def _credited(self, ids: range, known: npt.NDArray[np.bool_]) -> Iterator[tuple[object, ...]]:
        many = np.where(known, 6, 3)
        chosen = iter(
            self._people[
                _skewed(self._random, len(self._people), int(many.sum()), flatness=500)
            ].tolist()
        )
        for i, how_many in zip(ids, many.tolist(), strict=True):
            yield i, "directing", 0, next(chosen), "Director"
            for place in range(how_many - 1):
                yield i, "cast", place, next(chosen), ""


_TITLES = (
    "INSERT INTO titles (id, kind, original_title, year, runtime, language, certification_rank, imdb_rating, imdb_votes,"
    " popularity, genre_mask, main_mask, weight) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TEXTS = "INSERT INTO title_texts (title_id, language, title, overview) VALUES (?, 'en', ?, ?)"
_CREDITS = (
    "INSERT INTO credits (title_id, department, position, person_id, job) VALUES (?, ?, ?, ?, ?)"
)


def _skewed(random: np.random.Generator, choices: int, many: int, flatness: float = 2) -> Array:
    """Places in a list of which the first are drawn most often, as words and people are."""
    shares = 1 / (np.arange(choices) + flatness)
    edges = np.cumsum(shares / shares.sum())
    return np.minimum(np.searchsorted(edges, random.random(many)), choices - 1)


def _vocabulary(random: np.random.Generator) -> npt.NDArray[np.str_]:
    """The words of real titles, and twice as many again that sound like words."""
    rows = files("core.films.data").joinpath("known_names.tsv").read_text("utf-8").splitlines()[1:]
    real = {word for row in rows for word in re.findall(r"[a-z]{3,}", fold(row.split("\t")[1]))}
    sounds = np.array(
        [a + b for a in "bcdfglmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or", "in")]
    )
    made = {
        "".join(random.choice(sounds, length)) for length in random.integers(2, 5, 3 * len(real))
    }
    words = np.array(sorted(real) + sorted(made - real))
    return random.permutation(words)
