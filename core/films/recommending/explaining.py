"""Gives each picked title its reasons."""

from collections.abc import Mapping, Sequence

from core.films.recommending import taste
from core.films.recommending.candidates import CandidatePool, Candidates
from core.films.recommending.picks import Pick
from core.films.recommending.ranking import Candidate
from core.films.recommending.reasons import PEOPLE, Evidence, RecommendedTitle, reasons
from core.films.recommending.search import Search
from core.films.recommending.sparse import SparseVector, similarity
from core.films.titles.titles import Titles
from core.films.wishes.wish import Wish
from core.storage.store import Store


async def explained(
    store: Store, candidates: Sequence[Candidate], pool: CandidatePool, search: Search
) -> tuple[Pick, ...]:
    """The candidates as picks, with their reasons."""
    liked = [seed for seed in search.request.like_ids if seed in pool.vectors]
    seeds = {seed: pool.vectors[seed] for seed in liked}
    titles = [_compared(candidate, seeds) for candidate in candidates]
    evidence = await _evidence(store, titles, seeds, pool, search)
    return tuple(Pick(one.candidate.id, reasons(one, evidence)) for one in titles)


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
    loved = {} if seeds else taste.loved(pool.opinions)
    named = await store.of(Titles).names([*seeds, *loved], request.language)
    return Evidence(
        wish,
        seeds=seeds,
        loved=loved,
        theme_slugs=pool.statistics.slugs,
        people=await store.of(Candidates).people(_people(titles, wish)),
        titles={title_id: one.name for title_id, one in named.items()},
        chance=request.surprise,
    )


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
