"""Why a title was picked: only what the title's own data shows to be true."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from core.films.recommending.features import Bond, Family, Sparse, bond, genre_feature, hashed
from core.films.recommending.picks import Reason
from core.films.recommending.ranking import Candidate
from core.films.taxonomy.genres import genres
from core.films.taxonomy.vocabulary import meaning
from core.films.wishes.criteria.ask import GEM_RATING, GEM_VOTES
from core.films.wishes.wish import Wish
from core.words.folding import fold

_AT_MOST = 2
_NAMED = 3
_TOP_RATING, _TOP_VOTES = 8.2, 25_000
_SERIES = hashed(Family.SETTING, "kind:tv")
PEOPLE = (Family.DIRECTOR, Family.WRITER, Family.CAST)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What reasons are drawn from: the wish that was met, the liked titles, those of the person's
    taste, and names by id.
    """

    wish: Wish
    seeds: Mapping[int, Sparse] = field(default_factory=dict)
    loved: Mapping[int, Sparse] = field(default_factory=dict)
    theme_slugs: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    chance: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A title that was picked, its features, and what binds it to each liked title."""

    candidate: Candidate
    vector: Sparse
    bonds: Mapping[int, Bond] = field(default_factory=dict)

    @property
    def people(self) -> set[int]:
        """The people it shares with the liked titles."""
        return {
            person
            for bond in self.bonds.values()
            for family in PEOPLE
            for person in bond.members.get(family, ())
        }


def reasons(chosen: Chosen, grounds: Grounds) -> tuple[Reason, ...]:
    """The best reasons for one title: two at most, of different kinds or about different liked
    titles.
    """
    found: dict[tuple[str, str | None], Reason] = {}
    for reason in _all(chosen, grounds):
        found.setdefault((reason.kind, reason.title), reason)
        if len(found) == _AT_MOST:
            break
    return tuple(found.values())


def _all(chosen: Chosen, grounds: Grounds) -> Iterator[Reason]:
    yield from _likeness(chosen, grounds)
    if values := tuple(_asked(chosen, grounds)):
        yield Reason("matches", values[:_NAMED])
    rating, votes = chosen.candidate.rating or 0, chosen.candidate.votes or 0
    if grounds.wish.sort == "hidden" and rating >= GEM_RATING and 0 < votes <= GEM_VOTES:
        yield Reason("hidden_gem")
    if not grounds.seeds:
        yield from _taste(chosen.vector, grounds)
    if rating >= _TOP_RATING and votes >= _TOP_VOTES:
        yield Reason("top_rated", (f"{rating:.1f}",))
    if grounds.chance:
        yield Reason("chance")


def _likeness(chosen: Chosen, grounds: Grounds) -> Iterator[Reason]:
    """What binds it to the liked titles; where there are several, one reason for each of them
    first.
    """
    nearest = sorted(chosen.bonds, key=lambda seed: (-chosen.bonds[seed].strength, seed))
    bound = [list(_bound(chosen, seed, grounds)) for seed in nearest]
    for reasons_of_one in zip_longest(*bound):
        yield from filter(None, reasons_of_one)


def _bound(chosen: Chosen, seed: int, grounds: Grounds) -> Iterator[Reason]:
    bond, title = chosen.bonds[seed], grounds.titles.get(seed, "")
    themes = _themes(bond, grounds)
    if Family.FRANCHISE in bond.members:
        yield Reason("same_franchise", title=title)
    series = is_series(chosen.vector)
    if series == is_series(grounds.seeds[seed]) and (
        names := _names(bond, Family.DIRECTOR, grounds)
    ):
        yield Reason("same_creator" if series else "same_director", names, title)
    if len(themes) > 1:
        yield Reason("shared_themes", themes, title)
    if names := _names(bond, Family.CAST, grounds):
        yield Reason("same_cast", names, title)
    if names := _names(bond, Family.WRITER, grounds):
        yield Reason("same_writer", names, title)
    if len(themes) == 1:
        yield Reason("shared_themes", themes, title)


def _names(bond: Bond, family: Family, grounds: Grounds) -> tuple[str, ...]:
    people = bond.members.get(family, [])
    return tuple(grounds.people[person] for person in people if person in grounds.people)[:_NAMED]


def _themes(bond: Bond, grounds: Grounds) -> tuple[str, ...]:
    themes = bond.members.get(Family.THEME, [])
    return tuple(grounds.theme_slugs[theme] for theme in themes if theme in grounds.theme_slugs)[
        :_NAMED
    ]


def is_series(vector: Sparse) -> bool:
    """Whether a vector is that of a series."""
    return vector.weight(_SERIES) > 0


def _asked(chosen: Chosen, grounds: Grounds) -> Iterator[str]:
    """What was asked for and is there: themes and people first, for they are rarer than genres and
    years.

    What all must fit the SQL has seen to; of alternatives each is looked for.
    """
    wish = grounds.wish
    yield from _asked_themes(chosen.vector, grounds)
    yield from _asked_people(chosen.vector, grounds)
    yield from (
        slug for slug in wish.genres if "genres" not in wish.any or _has_genre(chosen.vector, slug)
    )
    year = chosen.candidate.year
    if year and (wish.year_from or wish.year_to):
        yield f"{year // 10 * 10}s" if _within_decade(wish) else str(year)


def _asked_themes(vector: Sparse, grounds: Grounds) -> Iterator[str]:
    wish = grounds.wish
    if not wish.themes:
        return
    slugs = {grounds.theme_slugs.get(theme) for theme in vector.members(Family.THEME)}
    for typed in wish.themes:
        what = meaning(typed)
        shown = [slug for slug in what.themes if slug in slugs]
        shown += [slug for slug in what.genres if _has_genre(vector, slug)]
        if shown:
            yield shown[0]
        elif what.text and "themes" not in wish.any:
            yield typed


def _has_genre(vector: Sparse, slug: str) -> bool:
    return slug in genres() and vector.weight(genre_feature(slug)) > 0


def _asked_people(vector: Sparse, grounds: Grounds) -> Iterator[str]:
    wish = grounds.wish
    if "people" not in wish.any:
        yield from wish.people
        return
    here = {
        fold(grounds.people.get(person, ""))
        for family in PEOPLE
        for person in vector.members(family)
    }
    yield from (name for name in wish.people if fold(name) in here)


def _within_decade(wish: Wish) -> bool:
    return bool(wish.year_from and wish.year_to and wish.year_from // 10 == wish.year_to // 10)


def _taste(vector: Sparse, grounds: Grounds) -> Iterator[Reason]:
    """The loved title that binds most, if two themes or more do."""
    bonds = {
        loved: bond(vector, other)
        for loved, other in grounds.loved.items()
        if loved in grounds.titles
    }
    if bonds:
        loved = max(bonds, key=lambda title: (bonds[title].strength, -title))
        themes = _themes(bonds[loved], grounds)
        if len(themes) > 1:
            yield Reason("taste", themes, grounds.titles[loved])
