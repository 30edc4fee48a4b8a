"""A wish as SQL conditions on titles: those that the titles' own columns answer, and those that other tables do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, false, func, literal_column, or_, select, union_all

from core.folding import fold
from core.movies.genres import genres as taxonomy
from core.movies.genres import mask
from core.movies.vocabulary import Meaning, meaning
from core.movies.wish import CERTIFICATIONS, Wish
from core.storage.known import Known
from core.storage.tables import (
    chat_people,
    credits,
    genres,
    marks,
    people,
    title_countries,
    title_genres,
    title_names,
    title_themes,
    titles,
    withdrawn_titles,
)  # fmt: skip
from core.storage.watching import watchable
from core.storage.words import overviews_with

# The index of notable titles holds those with at least so many votes (see core.storage.tables.titles).
NOTABLE_VOTES = 1_000
_SUPPOSED_ROLES = 100
_SUPPOSED_MENTIONS = 1_000

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Floor:
    """How well known and liked a title must be at least, where the wish itself does not say; and how known at most."""

    votes: int = 0
    rating: float = 0.0
    votes_max: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish of one person: what marks and earlier answers rule out, the floor, and the group (platform, chat) they ask in.

    ``region`` is where titles shall be watchable; without it nobody knows, and services are not looked at. ``vouched`` is a
    wish for titles that an outside source vouches for: what it says of ratings counts where IMDb's are not known.
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

    ``in_full`` passes over those of which not all is known yet, since what is left cannot be judged without. ``lists`` are
    orders of likeness among them, best first.
    """

    ids: tuple[int, ...]
    left: Wish
    in_full: bool = False
    lists: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A condition that another table answers: which titles meet it, and about how many they are."""

    ids: Select[tuple[int]]
    test: Condition
    titles: int


def plain(ask: Ask) -> list[Condition]:
    """What the columns of titles, the marks and the exclusions answer."""
    return [*_identity(ask.wish), *_measures(ask), *_places(ask), *_never(ask)]


def vouched_for(ask: Ask, vouched: Vouched, known: Known, dialect: str) -> list[Condition]:
    """That a title is one of those vouched for, and meets what was left to check."""
    left = replace(ask, wish=vouched.left, floor=Floor(), vouched=True)
    tests = [link.test for link in linked(left.wish, known, dialect)]
    tests += [titles.c.facts_checked_at.is_not(None)] if vouched.in_full else []
    return [titles.c.id.in_(vouched.ids), *plain(left), *without(left.wish, known, dialect), *tests]


def _identity(wish: Wish) -> Iterator[Condition]:
    if wish.kind:
        yield titles.c.kind == wish.kind
    yield from _genres(wish)
    if wish.certification_max:
        yield titles.c.certification_rank <= CERTIFICATIONS.index(wish.certification_max)


def _genres(wish: Wish) -> Iterator[Condition]:
    wanted = [_has_genre(slug) for slug in wish.genres]
    if wanted and "genres" in wish.any:
        yield or_(*wanted)
    else:
        yield from wanted
    for slug in wish.not_genres:
        yield ~_has_genre(slug)


def _has_genre(slug: str) -> Condition:
    genre = taxonomy().get(slug)
    if genre is None:
        return false()
    if genre.parent is None:
        return titles.c.genre_mask.bitwise_and(mask([slug])) != 0
    return exists().where(title_genres.c.title_id == titles.c.id, title_genres.c.genre_id == _genre_id(slug))


def _genre_id(slug: str) -> ScalarSelect[int]:
    return select(genres.c.id).where(genres.c.slug == slug).scalar_subquery()


def _measures(ask: Ask) -> Iterator[Condition]:
    wish, floor = ask.wish, ask.floor
    votes = floor.votes if wish.votes_min is None else wish.votes_min
    rating = floor.rating if wish.rating_min is None else wish.rating_min
    if votes >= NOTABLE_VOTES:
        yield _ratings(ask)[0] >= literal_column(str(NOTABLE_VOTES))
    votes_column, rating_column = _ratings(ask)
    bounds = (
        (votes_column, None if votes in (0, NOTABLE_VOTES) else votes, floor.votes_max),
        (rating_column, rating or None, None),
        (titles.c.year, wish.year_from, wish.year_to),
        (titles.c.runtime, wish.runtime_min, wish.runtime_max),
    )
    if wish.sort in ("oldest", "newest"):
        yield titles.c.year.is_not(None)
    if wish.sort in ("shortest", "longest"):
        yield titles.c.runtime > 0
    for column, low, high in bounds:
        if low is not None:
            yield column >= low
        if high is not None:
            yield column <= high


def _ratings(ask: Ask) -> tuple[ColumnElement[int], ColumnElement[float]]:
    """What says how known and how liked a title is; many fewer people vote at TMDB, so its votes are no measure."""
    if not ask.vouched:
        return titles.c.imdb_votes, titles.c.imdb_rating
    return func.coalesce(titles.c.imdb_votes, 1_000_000_000), func.coalesce(titles.c.imdb_rating, titles.c.tmdb_rating)


def _places(ask: Ask) -> Iterator[Condition]:
    wish = ask.wish
    if ask.region and wish.providers:
        yield watchable(wish.providers, ask.region)
    if ask.region and wish.not_providers:
        yield ~watchable(wish.not_providers, ask.region)
    if wish.languages:
        yield titles.c.language.in_(wish.languages)
    if wish.not_languages:
        yield titles.c.language.not_in(wish.not_languages)
    if wish.not_countries:
        yield ~_in_countries(wish.not_countries)


def _in_countries(codes: tuple[str, ...]) -> Condition:
    return exists().where(title_countries.c.title_id == titles.c.id, title_countries.c.country.in_(codes))


def _never(ask: Ask) -> Iterator[Condition]:
    yield titles.c.adult.is_(False)
    yield ~exists().where(withdrawn_titles.c.title_id == titles.c.id)
    if ask.exclude:
        yield titles.c.id.not_in(ask.exclude)
    if ask.wish.not_like:
        folded = [fold(name) for name in ask.wish.not_like]
        yield titles.c.id.not_in(select(title_names.c.title_id).where(title_names.c.folded.in_(folded)))
    if ask.wish.not_people:
        yield ~_played_by(ask.wish.not_people)
    yield unmarked(ask.person_id)
    if ask.group:
        yield _unseen_by(*ask.group)


def unmarked(person_id: int) -> Condition:
    """The invariant: what a person has seen, saved or turned down is never suggested to them."""
    return ~exists().where(marks.c.user_id == person_id, marks.c.title_id == titles.c.id)


def _unseen_by(platform: str, chat_id: str) -> Condition:
    """Nobody who takes part in that chat has seen it."""
    there = select(chat_people.c.user_id).where(chat_people.c.platform == platform, chat_people.c.chat_id == chat_id)
    return ~exists().where(marks.c.title_id == titles.c.id, marks.c.status == "seen", marks.c.user_id.in_(there))


def _played_by(names: tuple[str, ...]) -> Condition:
    return exists().where(
        credits.c.title_id == titles.c.id, credits.c.person_id == people.c.id, people.c.folded.in_([fold(n) for n in names])
    )


def linked(wish: Wish, known: Known, dialect: str) -> list[Link]:
    """The wish's people, countries and themes."""
    found = list(_alternatives((_person(name) for name in wish.people), "people" in wish.any))
    if wish.countries:
        found.append(_countries(wish.countries, known))
    themes = (theme(meaning(typed), known, dialect) for typed in wish.themes)
    return found + list(_alternatives(themes, "themes" in wish.any))


def without(wish: Wish, known: Known, dialect: str) -> list[Condition]:
    """The themes that must not be there."""
    return [~theme(meaning(typed), known, dialect).test for typed in wish.not_themes]


def _alternatives(links: Iterable[Link], alternatives: bool) -> Iterator[Link]:
    listed = list(links)
    if alternatives and len(listed) > 1:
        ids = select(union_all(*(link.ids for link in listed)).subquery().c[0])
        yield Link(ids, or_(*(link.test for link in listed)), sum(link.titles for link in listed))
    else:
        yield from listed


def _person(name: str) -> Link:
    ids = select(credits.c.title_id).join(people, people.c.id == credits.c.person_id).where(people.c.folded == fold(name))
    return Link(ids, _played_by((name,)), _SUPPOSED_ROLES)


def _countries(codes: tuple[str, ...], known: Known) -> Link:
    ids = select(title_countries.c.title_id).where(title_countries.c.country.in_(codes))
    return Link(ids, _in_countries(codes), sum(known.with_country(code) for code in codes))


def theme(what: Meaning, known: Known, dialect: str) -> Link:
    """A theme: titles with the theme or sub-genre it means, or with its words in an overview."""
    if what.text:
        ids = overviews_with(what.text, dialect)
        return Link(ids, titles.c.id.in_(ids), _SUPPOSED_MENTIONS)
    theme_ids = [known.themes[slug] for slug in what.themes if slug in known.themes]
    genre_ids = [known.genres[slug] for slug in what.genres if slug in known.genres]
    with_theme = select(title_themes.c.title_id).where(title_themes.c.theme_id.in_(theme_ids))
    with_genre = select(title_genres.c.title_id).where(title_genres.c.genre_id.in_(genre_ids))
    held = sum(map(known.with_theme, theme_ids)) + sum(map(known.with_genre, what.genres))
    parts = [part for part, wanted in ((with_theme, theme_ids), (with_genre, genre_ids)) if wanted]
    return Link(_together(parts), _either(parts), held)


def _together(parts: list[Select[tuple[int]]]) -> Select[tuple[int]]:
    if not parts:
        return select(titles.c.id).where(false())
    return parts[0] if len(parts) == 1 else select(union_all(*parts).subquery().c.title_id)


def _either(parts: list[Select[tuple[int]]]) -> Condition:
    tests = [part.where(part.selected_columns.title_id == titles.c.id).correlate(titles).exists() for part in parts]
    return or_(false(), *tests)
