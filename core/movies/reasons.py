"""Why a title was picked: only what the title's own data shows to be true."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from core.folding import fold
from core.memory import Reason
from core.movies.features import Family, Sparse, genre_feature, hashed, overlap, shared, theme_feature
from core.movies.genres import genres
from core.movies.rank import Candidate
from core.movies.vocabulary import meaning
from core.movies.wish import Wish

_AT_MOST = 2
_NAMED = 3
_TOP_RATING, _TOP_VOTES = 8.2, 25_000
GEM_RATING, GEM_VOTES = 7.0, 60_000
_SERIES = hashed(Family.SETTING, "kind:tv")
_PEOPLE = (Family.DIRECTOR, Family.WRITER, Family.CAST)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What reasons are drawn from: the wish that was met, the liked titles, those of the person's taste, and names by id."""

    wish: Wish
    seeds: Mapping[int, Sparse] = field(default_factory=dict)
    loved: Mapping[int, Sparse] = field(default_factory=dict)
    theme_slugs: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    chance: bool = False


def reasons(candidate: Candidate, vector: Sparse, grounds: Grounds) -> tuple[Reason, ...]:
    """The best reasons for one title: two at most, of different kinds."""
    found: dict[str, Reason] = {}
    for reason in _all(candidate, vector, grounds):
        found.setdefault(reason.kind, reason)
        if len(found) == _AT_MOST:
            break
    return tuple(found.values())


def shared_people(vector: Sparse, seeds: Iterable[Sparse]) -> set[int]:
    """The people whose names the reasons may need."""
    return {person for seed in seeds for family in _PEOPLE for person in shared(vector, seed, family)}


def _all(candidate: Candidate, vector: Sparse, grounds: Grounds) -> Iterator[Reason]:
    for seed in sorted(grounds.seeds, key=lambda seed: -overlap(vector, grounds.seeds[seed])):
        yield from _like(vector, grounds.seeds[seed], grounds.titles.get(seed, ""), grounds)
    if values := tuple(_asked(candidate, vector, grounds)):
        yield Reason("matches", values[:_NAMED])
    if (candidate.rating or 0) >= GEM_RATING and 0 < (candidate.votes or 0) <= GEM_VOTES:
        yield Reason("hidden_gem")
    if not grounds.seeds:
        yield from _taste(vector, grounds)
    if (candidate.rating or 0) >= _TOP_RATING and (candidate.votes or 0) >= _TOP_VOTES:
        yield Reason("top_rated", (f"{candidate.rating:.1f}",))
    if grounds.chance:
        yield Reason("chance")


def _like(vector: Sparse, seed: Sparse, title: str, grounds: Grounds) -> Iterator[Reason]:
    if not title:
        return
    if shared(vector, seed, Family.FRANCHISE):
        yield Reason("same_franchise", title=title)
    if _is_series(vector) == _is_series(seed) and (names := _names(vector, seed, Family.DIRECTOR, grounds)):
        yield Reason("same_creator" if _is_series(vector) else "same_director", names, title)
    themes = _themes(vector, seed, grounds)
    if len(themes) > 1:
        yield Reason("shared_themes", tuple(themes[:_NAMED]), title)
    if names := _names(vector, seed, Family.CAST, grounds):
        yield Reason("same_cast", names, title)
    if names := _names(vector, seed, Family.WRITER, grounds):
        yield Reason("same_writer", names, title)
    if themes:
        yield Reason("shared_themes", tuple(themes), title)


def _names(vector: Sparse, seed: Sparse, family: Family, grounds: Grounds) -> tuple[str, ...]:
    people = shared(vector, seed, family)
    return tuple(grounds.people[person] for person in people if person in grounds.people)[:_NAMED]


def _themes(vector: Sparse, seed: Sparse, grounds: Grounds) -> list[str]:
    return [grounds.theme_slugs[theme] for theme in shared(vector, seed, Family.THEME) if theme in grounds.theme_slugs]


def _is_series(vector: Sparse) -> bool:
    return vector.weight(_SERIES) > 0


def _asked(candidate: Candidate, vector: Sparse, grounds: Grounds) -> Iterator[str]:
    """What was asked for and is there: themes and people first, for they are rarer than genres and years."""
    wish = grounds.wish
    slug_ids = {slug: theme for theme, slug in grounds.theme_slugs.items()}
    for typed in wish.themes:
        what = meaning(typed)
        numbers = [theme_feature(slug_ids[slug]) for slug in what.themes if slug in slug_ids]
        if any(vector.weight(number) for number in (*numbers, *map(genre_feature, what.genres))):
            yield (what.themes or what.genres)[0]
        elif what.text and "themes" not in wish.any:
            yield typed
    yield from _asked_people(vector, grounds)
    yield from (slug for slug in wish.genres if slug in genres() and vector.weight(genre_feature(slug)))
    if candidate.year and (wish.year_from or wish.year_to):
        yield f"{candidate.year // 10 * 10}s" if _within_decade(wish) else str(candidate.year)


def _asked_people(vector: Sparse, grounds: Grounds) -> Iterator[str]:
    here = {fold(grounds.people.get(person, "")) for family in _PEOPLE for person in vector.members(family)}
    for name in grounds.wish.people:
        if fold(name) in here or "people" not in grounds.wish.any or len(grounds.wish.people) == 1:
            yield name


def _within_decade(wish: Wish) -> bool:
    return bool(wish.year_from and wish.year_to and wish.year_from // 10 == wish.year_to // 10)


def _taste(vector: Sparse, grounds: Grounds) -> Iterator[Reason]:
    """The loved title that binds most, if two themes or more do."""
    for loved in sorted(grounds.loved, key=lambda loved: (-overlap(vector, grounds.loved[loved]), loved)):
        themes = _themes(vector, grounds.loved[loved], grounds)
        if len(themes) > 1 and loved in grounds.titles:
            yield Reason("taste", tuple(themes[:_NAMED]), grounds.titles[loved])
        return
