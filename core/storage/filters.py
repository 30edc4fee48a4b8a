"""A wish as SQL conditions on titles: those that the titles' own columns answer, and those that
other tables do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from core.folding import fold
from core.movies.genres import genres as taxonomy
from core.movies.genres import mask
from core.movies.programmes import unasked
from core.movies.vocabulary import Meaning, meaning
from core.movies.wish import CERTIFICATIONS, Wish
from core.storage.forwards import living
from core.storage.known import Known
from core.storage.never import SHOWABLE, unmarked, unseen_by
from core.storage.pieces import FALSE, Sql, either, joined, one_of, sql
from core.storage.watching import watchable
from core.storage.words import overviews_with

# The index of notable titles holds those with at least so many votes (see
# core.storage.tables.titles).
NOTABLE_VOTES = 1_000
_SUPPOSED_ROLES = 100
_SUPPOSED_MENTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Floor:
    """How well known and liked a title must be at least, where the wish itself does not say; and
    how known at most.
    """

    votes: int = 0
    rating: float = 0.0
    votes_max: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish of one person: what marks and earlier answers rule out, the floor, and the group
    (platform, chat) they ask in.

    ``region`` is where titles shall be watchable; without it nobody knows, and services are not
    looked at. ``vouched`` is a wish for titles that an outside source vouches for: what it says of
    ratings counts where IMDb's are not known.
    """

    person_id: int
    wish: Wish
    exclude: tuple[int, ...] = ()
    floor: Floor = Floor()
    group: tuple[str, str] | None = None
    region: str | None = None
    vouched: bool = False

    def for_wish(self, wish: Wish) -> "Ask":
        """The same for another wish."""
        return replace(self, wish=wish)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Titles that an outside source vouches for, and what of the wish it could not check.

    ``in_full`` passes over those of which not all is known yet, since what is left cannot be judged
    without. ``lists`` are orders of likeness among them, best first.
    """

    ids: tuple[int, ...]
    left: Wish
    in_full: bool = False
    lists: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A condition that another table answers: the ids of titles that meet it, the test of one, and
    about how many do.
    """

    ids: Sql
    test: Sql
    titles: int


def with_living(
    connection: Connection, ask: Ask, vouched: Sequence[Vouched]
) -> tuple[Ask, tuple[Vouched, ...]]:
    """The same under the ids that titles have now: some may have been united since they were found."""
    meant = living(connection, [*ask.exclude, *(i for one in vouched for i in one.ids)])
    exclude = tuple(meant[title_id] for title_id in ask.exclude)
    told = (replace(one, ids=tuple(meant[title_id] for title_id in one.ids)) for one in vouched)
    return replace(ask, exclude=exclude), tuple(told)


def plain(ask: Ask) -> list[Sql]:
    """What the columns of titles, the marks and the exclusions answer."""
    return [*_identity(ask.wish), *_programmes(ask), *_measures(ask), *_places(ask), *_never(ask)]


def vouched_for(ask: Ask, vouched: Vouched, known: Known, dialect: str) -> list[Sql]:
    """That a title is one of those vouched for, and meets what was left to check."""
    left = replace(ask, wish=vouched.left, floor=Floor(), vouched=True)
    tests = [link.test for link in linked(left.wish, known, dialect)]
    tests += [Sql("titles.facts_checked_at IS NOT NULL")] if vouched.in_full else []
    return [
        one_of("titles.id", vouched.ids),
        *plain(left),
        *without(left.wish, known, dialect),
        *tests,
    ]


def _identity(wish: Wish) -> Iterator[Sql]:
    if wish.kind:
        yield sql("titles.kind = ?", wish.kind)
    yield from _genres(wish)
    if wish.certification_max:
        yield sql("titles.certification_rank <= ?", CERTIFICATIONS.index(wish.certification_max))


def _genres(wish: Wish) -> Iterator[Sql]:
    wanted = [_has_genre(slug) for slug in wish.genres]
    if wanted and "genres" in wish.any:
        yield either(wanted)
    else:
        yield from wanted
    for slug in wish.not_genres:
        yield ~_has_genre(slug)


def _has_genre(slug: str) -> Sql:
    genre = taxonomy().get(slug)
    if genre is None:
        return Sql(FALSE)
    if genre.parent is None:
        return Sql(f"(titles.genre_mask & {mask([slug])}) <> 0")
    return sql(
        "EXISTS (SELECT 1 FROM title_genres WHERE title_genres.title_id = titles.id"
        " AND title_genres.genre_id = (SELECT genres.id FROM genres WHERE genres.slug = ?))",
        slug,
    )


def _programmes(ask: Ask) -> Iterator[Sql]:
    """What an outside source vouches for has been through this already, on the whole wish."""
    if not ask.vouched and (genres := unasked(ask.wish)):
        yield Sql(f"(titles.main_mask & {mask(genres)}) = 0")


def _measures(ask: Ask) -> Iterator[Sql]:
    wish, floor = ask.wish, ask.floor
    votes = floor.votes if wish.votes_min is None else wish.votes_min
    rating = floor.rating if wish.rating_min is None else wish.rating_min
    votes_column, rating_column = _ratings(ask)
    if votes >= NOTABLE_VOTES:
        yield Sql(f"{votes_column} >= {NOTABLE_VOTES}")
    bounds = (
        (votes_column, None if votes in (0, NOTABLE_VOTES) else votes, floor.votes_max),
        (rating_column, rating or None, None),
        ("titles.year", wish.year_from, wish.year_to),
        ("titles.runtime", wish.runtime_min, wish.runtime_max),
    )
    if wish.sort in ("oldest", "newest"):
        yield Sql("titles.year IS NOT NULL")
    if wish.sort in ("shortest", "longest"):
        yield Sql("titles.runtime > 0")
    for column, low, high in bounds:
        if low is not None:
            yield sql(f"{column} >= ?", low)
        if high is not None:
            yield sql(f"{column} <= ?", high)


def _ratings(ask: Ask) -> tuple[str, str]:
    """What says how known and how liked a title is; many fewer people vote at TMDB, so its votes
    are no measure.
    """
    if not ask.vouched:
        return "titles.imdb_votes", "titles.imdb_rating"
    return (
        "coalesce(titles.imdb_votes, 1000000000)",
        "coalesce(titles.imdb_rating, titles.tmdb_rating)",
    )


def _places(ask: Ask) -> Iterator[Sql]:
    wish = ask.wish
    if ask.region and wish.providers:
        yield watchable(wish.providers, ask.region)
    if ask.region and wish.not_providers:
        yield ~watchable(wish.not_providers, ask.region)
    if wish.languages:
        yield one_of("titles.language", wish.languages)
    if wish.not_languages:
        yield ~one_of("titles.language", wish.not_languages)
    if wish.not_countries:
        yield ~_in_countries(wish.not_countries)


def _in_countries(codes: tuple[str, ...]) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM title_countries WHERE title_countries.title_id = titles.id AND ?)",
        one_of("title_countries.country", codes),
    )


def _never(ask: Ask) -> Iterator[Sql]:
    yield SHOWABLE
    if ask.exclude:
        yield ~one_of("titles.id", ask.exclude)
    if ask.wish.not_like:
        names = one_of("title_names.folded", map(fold, ask.wish.not_like))
        yield sql("titles.id NOT IN (SELECT title_names.title_id FROM title_names WHERE ?)", names)
    if ask.wish.not_people:
        yield ~_played_by(ask.wish.not_people)
    yield unmarked(ask.person_id)
    if ask.group:
        yield unseen_by(*ask.group)


def _played_by(names: tuple[str, ...]) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM credits JOIN people ON people.id = credits.person_id WHERE credits.title_id = titles.id AND ?)",
        one_of("people.folded", map(fold, names)),
    )


def linked(wish: Wish, known: Known, dialect: str) -> list[Link]:
    """The wish's people, countries and themes."""
    found = list(_alternatives((_person(name) for name in wish.people), "people" in wish.any))
    if wish.countries:
        found.append(_countries(wish.countries, known))
    themes = (theme(meaning(typed), known, dialect) for typed in wish.themes)
    return found + list(_alternatives(themes, "themes" in wish.any))


def without(wish: Wish, known: Known, dialect: str) -> list[Sql]:
    """The themes that must not be there."""
    return [~theme(meaning(typed), known, dialect).test for typed in wish.not_themes]


def _alternatives(links: Iterable[Link], alternatives: bool) -> Iterator[Link]:
    listed = list(links)
    if alternatives and len(listed) > 1:
        ids = joined(" UNION ALL ", (link.ids for link in listed))
        yield Link(ids, either(link.test for link in listed), sum(link.titles for link in listed))
    else:
        yield from listed


def _person(name: str) -> Link:
    ids = sql(
        "SELECT credits.title_id FROM credits JOIN people ON people.id = credits.person_id WHERE people.folded = ?",
        fold(name),
    )
    return Link(ids, _played_by((name,)), _SUPPOSED_ROLES)


def _countries(codes: tuple[str, ...], known: Known) -> Link:
    """Who asks for a German film wants one made in Germany first of all, not one that had money
    from there.
    """
    first = sql("title_countries.position = 0 AND ?", one_of("title_countries.country", codes))
    ids = sql("SELECT title_countries.title_id FROM title_countries WHERE ?", first)
    test = sql(
        "EXISTS (SELECT 1 FROM title_countries WHERE title_countries.title_id = titles.id AND ?)",
        first,
    )
    return Link(ids, test, sum(known.with_country(code) for code in codes))


def theme(what: Meaning, known: Known, dialect: str) -> Link:
    """A theme: titles with the theme or sub-genre it means, or with its words in an overview."""
    if what.text:
        ids = overviews_with(what.text, dialect)
        return Link(ids, sql("titles.id IN (?)", ids), _SUPPOSED_MENTIONS)
    theme_ids = [known.themes[slug] for slug in what.themes if slug in known.themes]
    genre_ids = [known.genres[slug] for slug in what.genres if slug in known.genres]
    tagged = [
        _tagged("title_themes", "theme_id", theme_ids, sum(map(known.with_theme, theme_ids))),
        _tagged("title_genres", "genre_id", genre_ids, sum(map(known.with_genre, what.genres))),
    ]
    return next(_alternatives(filter(None, tagged), alternatives=True), _NOTHING)


def _tagged(table: str, column: str, ids: list[int], titles: int) -> Link | None:
    if not ids:
        return None
    some = one_of(f"{table}.{column}", ids)
    test = sql(f"EXISTS (SELECT 1 FROM {table} WHERE {table}.title_id = titles.id AND ?)", some)
    return Link(sql(f"SELECT {table}.title_id FROM {table} WHERE ?", some), test, titles)


_NOTHING = Link(Sql("SELECT titles.id FROM titles WHERE FALSE"), Sql(FALSE), 0)
