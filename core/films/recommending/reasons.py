"""Why a title was picked: only what the title's own data shows to be true."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from core.films.recommending import ranking
from core.films.recommending.candidates import CandidatePool, Candidates, Search
from core.films.recommending.features import (
    Family,
    Similarity,
    SparseVector,
    genre_feature,
    hashed,
    similarity,
)
from core.films.recommending.picks import Pick, Reason
from core.films.recommending.ranking import Candidate
from core.films.taxonomy.taxonomy import Meaning, genres, meaning
from core.films.titles.titles import Titles
from core.films.wishes.criteria.criterion import GEM_RATING, GEM_VOTES
from core.films.wishes.wish import Wish
from core.storage.store import Store
from core.words.text import fold

# More reasons, or more names in one, do not fit a card.
_MOST_REASONS = 2
_MOST_NAMES = 3
# At IMDb, with enough votes that the rating will last.
_TOP_RATING = 8.2
_TOP_VOTES = 25_000
# One shared theme says little about taste.
_TELLING_THEMES = 2
_SERIES = hashed(Family.SETTING, "kind:tv")
PEOPLE = (Family.DIRECTOR, Family.WRITER, Family.CAST)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What reasons are drawn from: the wish that was met, the liked titles (``seeds``), the user's
    favourites (``loved``), and names by id. ``chance`` is true of a random pick.
    """

    wish: Wish
    seeds: Mapping[int, SparseVector] = field(default_factory=dict)
    loved: Mapping[int, SparseVector] = field(default_factory=dict)
    theme_slugs: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    chance: bool = False

    def people_of(self, similarity: Similarity, family: Family) -> tuple[str, ...]:
        """The names of shared people, at most three."""
        return _first_names(similarity.members.get(family, ()), self.people)

    def themes_of(self, similarity: Similarity) -> tuple[str, ...]:
        """The slugs of shared themes, at most three."""
        return _first_names(similarity.members.get(Family.THEME, ()), self.theme_slugs)


def _first_names(members: Iterable[int], names: Mapping[int, str]) -> tuple[str, ...]:
    known = [names[member] for member in members if member in names]
    return tuple(known[:_MOST_NAMES])


@dataclass(frozen=True, slots=True)
class RecommendedTitle:
    """A title that was picked, its features, and its similarity to each liked title."""

    candidate: Candidate
    vector: SparseVector
    similarities: Mapping[int, Similarity] = field(default_factory=dict)

    @property
    def shared_people(self) -> set[int]:
        """The people it shares with the liked titles."""
        people: set[int] = set()
        for shared in self.similarities.values():
            people.update(*(shared.members.get(family, ()) for family in PEOPLE))
        return people


def reasons(title: RecommendedTitle, evidence: Evidence) -> tuple[Reason, ...]:
    """The best reasons for a title: at most two, of different kinds or about different liked
    titles.
    """
    found: dict[tuple[str, str | None], Reason] = {}
    for reason in _all(title, evidence):
        found.setdefault((reason.kind, reason.title), reason)
        if len(found) == _MOST_REASONS:
            break
    return tuple(found.values())


def _all(title: RecommendedTitle, evidence: Evidence) -> Iterator[Reason]:
    yield from _similar(title, evidence)
    yield from _fitting(title, evidence)
    if not evidence.seeds:
        yield from _taste(title.vector, evidence)
    yield from _top_rated(title.candidate)
    if evidence.chance:
        yield Reason("chance")


def _fitting(title: RecommendedTitle, evidence: Evidence) -> Iterator[Reason]:
    """How it fits the wish."""
    if values := tuple(_matches(title, evidence)):
        yield Reason("matches", values[:_MOST_NAMES])
    if evidence.wish.sort == "hidden" and _is_gem(title.candidate):
        yield Reason("hidden_gem")


def _is_gem(candidate: Candidate) -> bool:
    votes = candidate.votes or 0
    return (candidate.rating or 0) >= GEM_RATING and 0 < votes <= GEM_VOTES


def _top_rated(candidate: Candidate) -> Iterator[Reason]:
    rating, votes = candidate.rating or 0, candidate.votes or 0
    if rating >= _TOP_RATING and votes >= _TOP_VOTES:
        yield Reason("top_rated", (f"{rating:.1f}",))


def _similar(title: RecommendedTitle, evidence: Evidence) -> Iterator[Reason]:
    """What it shares with the liked titles, the nearest first: one reason about each before a
    second about any.
    """
    found = title.similarities
    nearest = sorted(found, key=lambda seed: (-found[seed].score, seed))
    by_seed = [list(_shared(title, seed, evidence)) for seed in nearest]
    for round_ in zip_longest(*by_seed):
        yield from filter(None, round_)


def _shared(title: RecommendedTitle, seed: int, evidence: Evidence) -> Iterator[Reason]:
    shared = title.similarities[seed]
    name = evidence.titles.get(seed, "")
    themes = evidence.themes_of(shared)
    if Family.FRANCHISE in shared.members:
        yield Reason("same_franchise", title=name)
    yield from _same_maker(title, seed, evidence)
    if len(themes) >= _TELLING_THEMES:
        yield Reason("shared_themes", themes, name)
    yield from _same_people(shared, name, evidence)
    if len(themes) == 1:
        yield Reason("shared_themes", themes, name)


def _same_people(shared: Similarity, name: str, evidence: Evidence) -> Iterator[Reason]:
    if names := evidence.people_of(shared, Family.CAST):
        yield Reason("same_cast", names, name)
    if names := evidence.people_of(shared, Family.WRITER):
        yield Reason("same_writer", names, name)


def _same_maker(title: RecommendedTitle, seed: int, evidence: Evidence) -> Iterator[Reason]:
    """The director of two films, or the creator of two series."""
    series = is_series(title.vector)
    if series != is_series(evidence.seeds[seed]):
        return
    if names := evidence.people_of(title.similarities[seed], Family.DIRECTOR):
        kind = "same_creator" if series else "same_director"
        yield Reason(kind, names, evidence.titles.get(seed, ""))


def is_series(vector: SparseVector) -> bool:
    """Whether a vector is that of a series."""
    return vector.weight(_SERIES) > 0


def _matches(title: RecommendedTitle, evidence: Evidence) -> Iterator[str]:
    """What was asked for and is there, the rarest first: themes, people, genres, years.

    SQL has tested what must all fit; alternatives are each looked for.
    """
    yield from _matching_themes(title.vector, evidence)
    yield from _matching_people(title.vector, evidence)
    yield from _matching_genres(title.vector, evidence.wish)
    yield from _matching_year(title.candidate.year, evidence.wish)


def _matching_themes(vector: SparseVector, evidence: Evidence) -> Iterator[str]:
    wish = evidence.wish
    if not wish.themes:
        return
    slugs = {evidence.theme_slugs.get(theme) for theme in vector.members(Family.THEME)}
    for typed in wish.themes:
        what = meaning(typed)
        if shown := _first_shown(what, vector, slugs):
            yield shown
        elif what.text and "themes" not in wish.any:
            yield typed


def _first_shown(what: Meaning, vector: SparseVector, slugs: Container[str | None]) -> str | None:
    """The first theme or sub-genre of a meaning that a title has."""
    shown = [slug for slug in what.themes if slug in slugs]
    shown += [slug for slug in what.genres if _has_genre(vector, slug)]
    return next(iter(shown), None)


def _matching_people(vector: SparseVector, evidence: Evidence) -> Iterator[str]:
    wish = evidence.wish
    if "people" not in wish.any:
        yield from wish.people
        return
    names = _folded_names(vector, evidence)
    yield from (name for name in wish.people if fold(name) in names)


def _folded_names(vector: SparseVector, evidence: Evidence) -> set[str]:
    """The names of everybody who made a title or acts in it."""
    names: set[str] = set()
    for family in PEOPLE:
        names.update(fold(evidence.people.get(one, "")) for one in vector.members(family))
    return names


def _matching_genres(vector: SparseVector, wish: Wish) -> Iterator[str]:
    if "genres" not in wish.any:
        yield from wish.genres
        return
    yield from (slug for slug in wish.genres if _has_genre(vector, slug))


def _has_genre(vector: SparseVector, slug: str) -> bool:
    return slug in genres() and vector.weight(genre_feature(slug)) > 0


def _matching_year(year: int | None, wish: Wish) -> Iterator[str]:
    if year and (wish.year_from or wish.year_to):
        yield f"{year // 10 * 10}s" if _within_decade(wish) else str(year)


def _within_decade(wish: Wish) -> bool:
    return bool(wish.year_from and wish.year_to and wish.year_from // 10 == wish.year_to // 10)


def _taste(vector: SparseVector, evidence: Evidence) -> Iterator[Reason]:
    """The favourite it is most similar to, if they share two themes or more."""
    shared = _shared_with_loved(vector, evidence)
    if not shared:
        return
    nearest = max(shared, key=lambda loved: (shared[loved].score, -loved))
    themes = evidence.themes_of(shared[nearest])
    if len(themes) >= _TELLING_THEMES:
        yield Reason("taste", themes, evidence.titles[nearest])


def _shared_with_loved(vector: SparseVector, evidence: Evidence) -> dict[int, Similarity]:
    return {
        loved: similarity(vector, other)
        for loved, other in evidence.loved.items()
        if loved in evidence.titles
    }


async def explained(
    store: Store, candidates: Sequence[Candidate], pool: CandidatePool, search: Search
) -> tuple[Pick, ...]:
    """The candidates as picks, with their reasons."""
    seeds = _seeds(pool, search.request.like_ids)
    titles = [_compared(candidate, seeds) for candidate in candidates]
    evidence = await _evidence(store, titles, seeds, pool, search)
    return tuple(Pick(one.candidate.id, reasons(one, evidence)) for one in titles)


def _seeds(pool: CandidatePool, like_ids: Sequence[int]) -> dict[int, SparseVector]:
    return {seed: pool.vectors[seed] for seed in like_ids if seed in pool.vectors}


def _compared(candidate: Candidate, seeds: Mapping[int, SparseVector]) -> RecommendedTitle:
    vector = candidate.vector
    similarities = {seed: similarity(vector, liked) for seed, liked in seeds.items()}
    return RecommendedTitle(candidate, vector, similarities)


async def _evidence(
    store: Store,
    titles: Sequence[RecommendedTitle],
    seeds: Mapping[int, SparseVector],
    pool: CandidatePool,
    search: Search,
) -> Evidence:
    wish, request = search.query.wish, search.request
    loved = {} if seeds else ranking.loved(pool.opinions)
    return Evidence(
        wish,
        seeds=seeds,
        loved=loved,
        theme_slugs=pool.statistics.slugs,
        people=await store.of(Candidates).people(_people(titles, wish)),
        titles=await _names(store, [*seeds, *loved], request.language),
        chance=request.surprise,
    )


async def _names(store: Store, title_ids: Sequence[int], language: str) -> dict[int, str]:
    named = await store.of(Titles).names(title_ids, language)
    return {title_id: one.name for title_id, one in named.items()}


def _people(titles: Sequence[RecommendedTitle], wish: Wish) -> set[int]:
    """The people whose names the reasons need: those shared with liked titles, or everybody where
    the wish is for any of several people.
    """
    people: set[int] = set()
    for one in titles:
        if "people" in wish.any:
            people.update(*(one.vector.members(family) for family in PEOPLE))
        else:
            people |= one.shared_people
    return people
