"""Ranks candidates by quality, by similarity to what was asked and liked, and by variety."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.films.recommending.features import (
    Batch,
    CatalogueStatistics,
    Family,
    Scores,
    SparseVector,
    combined,
    feature_id,
)
from core.storage.sqltext import Sql, joined, one_of, sql

# What each mark says about taste. Having seen a title says only that somebody chose it once.
_LIKED = {"favourite": 1.0, "later": 0.5, "seen": 0.35}
_DISLIKED = {"not_interested": 1.0}


@dataclass(frozen=True, slots=True)
class Opinion:
    """A title somebody marked, the mark ("favourite" before any other), and its vector."""

    title_id: int
    status: str
    vector: SparseVector


def liked(opinions: Iterable[Opinion]) -> SparseVector:
    """What the titles a user likes have in common."""
    return combined((one.vector, _LIKED.get(one.status, 0.0)) for one in opinions)


def disliked(opinions: Iterable[Opinion]) -> SparseVector:
    """What the titles a user turned down have in common."""
    return combined((one.vector, _DISLIKED.get(one.status, 0.0)) for one in opinions)


def loved(opinions: Iterable[Opinion]) -> dict[int, SparseVector]:
    """The favourites of a user, by id."""
    return {one.title_id: one.vector for one in opinions if one.status == "favourite"}


# How many titles that share something with the liked ones are read.
_ROWS = 3_000
# Themes of one title that are considered, the rarest first.
_THEMES = 12


def nearness(seeds: Sequence[SparseVector], statistics: CatalogueStatistics) -> Sql | None:
    """Titles that share rare features with the seeds, as rows of ``title_id`` and ``closeness``;
    None where the seeds have nothing to share.
    """
    rows = _ROWS // max(1, len(seeds))
    sources: list[Sql] = []
    for seed in seeds:
        sources += _sources(seed, statistics, rows)
    if not sources:
        return None
    return sql(
        "SELECT title_id, sum(shared) AS closeness FROM (?) AS shared_with GROUP BY title_id",
        joined(" UNION ALL ", sources),
    )


def _sources(seed: SparseVector, statistics: CatalogueStatistics, rows: int) -> list[Sql]:
    """Statements for the titles that share something with a seed, each with about what that adds to
    their similarity.
    """
    found = [
        _with_people(seed, Family.DIRECTOR),
        _with_people(seed, Family.CAST),
        _with_franchise(seed),
        _with_themes(seed, _rarest(seed, statistics, rows)),
    ]
    return [source for source in found if source is not None]


def _rarest(seed: SparseVector, statistics: CatalogueStatistics, rows: int) -> list[int]:
    """The rarest themes of a seed, as many as the rows allow."""
    rarest: list[int] = []
    themes = sorted(seed.members(Family.THEME), key=statistics.with_theme)
    for theme_id in themes[:_THEMES]:
        rows -= statistics.with_theme(theme_id)
        if rows >= 0:
            rarest.append(theme_id)
    return rarest


def _share(seed: SparseVector, family: Family, member: int) -> float:
    """About what sharing this feature with the seed adds to the similarity."""
    return seed.weight(feature_id(family, member)) ** 2


def _with_franchise(seed: SparseVector) -> Sql | None:
    franchises = seed.members(Family.FRANCHISE)
    if not franchises:
        return None
    return sql(
        "SELECT titles.id AS title_id, ? AS shared FROM titles WHERE titles.franchise_id = ?",
        _share(seed, Family.FRANCHISE, franchises[0]),
        franchises[0],
    )


def _with_themes(seed: SparseVector, theme_ids: list[int]) -> Sql | None:
    if not theme_ids:
        return None
    cases = [sql("WHEN ? THEN ?", one, _share(seed, Family.THEME, one)) for one in theme_ids]
    return sql(
        "SELECT title_themes.title_id, CASE title_themes.theme_id ? END AS shared"
        " FROM title_themes WHERE ?",
        joined(" ", cases),
        one_of("title_themes.theme_id", theme_ids),
    )


def _with_people(seed: SparseVector, family: Family) -> Sql | None:
    people = seed.members(family)
    if not people:
        return None
    return sql(
        "SELECT credits.title_id, ? AS shared FROM credits WHERE ?",
        _share(seed, family, people[0]),
        one_of("credits.person_id", people),
    )


# The best few, which are varied: as many as somebody looks through.
_FIRST = 10
_VARIED_FROM = 4 * _FIRST
# Of these the best few have at most so many titles of one member.
_VARIED_FAMILIES = (Family.DIRECTOR, Family.FRANCHISE)
_MOST_OF_ONE = 2
# How much similarity to a title already among the best few costs another.
_SAMENESS = 0.25
# Similarities are measured by the average of the nearest few.
_NEAREST = 8
# The usual constant of reciprocal rank fusion: the first few places count for about the same.
_RANK_DAMPING = 60
# What a suggestion of the model is worth: more than two points of rating, since it is for this very
# request.
_SUGGESTED = 0.5
# Ratings of titles worth suggesting lie between these.
_WORST_RATING = 5.5
_BEST_RATING = 9.0


class Candidate(NamedTuple):
    """What ranking needs of a title; ``weight`` is its Bayesian rating, ``packed`` its stored
    vector.
    """

    id: int
    kind: str
    rating: float | None
    votes: int | None
    weight: float
    popularity: float
    year: int | None
    runtime: int | None
    main_mask: int
    packed: bytes | None = None

    @property
    def vector(self) -> SparseVector:
        """Its features."""
        return SparseVector.unpack(self.packed)


@dataclass(frozen=True, slots=True)
class RankingTarget:
    """What to rank by.

    ``seeds`` are the liked titles: near to each of them, for a ``mashup``. ``asked`` are the
    features and ``genres`` the bits of the genres asked for. ``liked`` and ``disliked`` are the
    user's taste. ``suggested`` are ids the model suggested. ``rankings`` are rankings by similarity
    made elsewhere: ids, best first.
    """

    seeds: tuple[SparseVector, ...] = ()
    mashup: bool = False
    suggested: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    asked: SparseVector = SparseVector()
    genres: int = 0
    liked: SparseVector = SparseVector()
    disliked: SparseVector = SparseVector()
    unlike: SparseVector = SparseVector()
    rankings: tuple[tuple[int, ...], ...] = ()


def ranked(
    candidates: Sequence[Candidate], target: RankingTarget, *, varied: bool = True
) -> list[Candidate]:
    """The candidates, best first. Equal scores are ordered by id, so that the same request gets the
    same answer.
    """
    if not candidates:
        return []
    batch = Batch(candidate.vector for candidate in candidates)
    values = scores(candidates, batch, target)
    order = _best_first(candidates, values)
    if varied:
        order = _varied(order, values, batch.vectors)
    return [candidates[place] for place in order]


def _best_first(candidates: Sequence[Candidate], values: Scores) -> list[int]:
    ids = np.array([candidate.id for candidate in candidates])
    order: list[int] = np.lexsort((ids, -values)).tolist()
    return order


def scores(candidates: Sequence[Candidate], batch: Batch, target: RankingTarget) -> Scores:
    """How well each candidate meets the target, about 0 to 1."""
    suggested = _SUGGESTED * _flags([one.id in target.suggested for one in candidates])
    scored = _by_likeness if target.seeds else _by_wish
    return scored(candidates, batch, target) + suggested


def _by_likeness(candidates: Sequence[Candidate], batch: Batch, target: RankingTarget) -> Scores:
    near = _agreed(candidates, closeness(batch, target), target)
    quality, taste = _quality(candidates), _taste(batch, target)
    return near + 0.15 * quality + 0.1 * taste - 0.08 * _of_other_kind(candidates, target)


def _by_wish(candidates: Sequence[Candidate], batch: Batch, target: RankingTarget) -> Scores:
    quality, taste = _quality(candidates), _taste(batch, target)
    relevance = 0.25 * _relevance(candidates, batch, target)
    return 0.7 * quality + relevance + 0.3 * taste + 0.3 * fused(candidates, target.rankings)


def _quality(candidates: Sequence[Candidate]) -> Scores:
    """The Bayesian rating, 0 to 1."""
    ratings = np.array([one.weight for one in candidates])
    return np.clip((ratings - _WORST_RATING) / (_BEST_RATING - _WORST_RATING), 0, 1)


def _taste(batch: Batch, target: RankingTarget) -> Scores:
    """Similarity to what the user likes, less that to what they do not."""
    disliked = 0.5 * batch.dot(target.disliked)
    return batch.dot(target.liked) - disliked - 0.5 * batch.dot(target.unlike)


def _flags(values: list[bool]) -> Scores:
    return np.array(values, float)


def fused(candidates: Sequence[Candidate], rankings: Sequence[Sequence[int]]) -> Scores:
    """What several rankings say together of each candidate, 0 to 1."""
    fusion = merged(rankings)
    most = max(fusion.values(), default=1.0)
    return np.array([fusion.get(one.id, 0.0) / most for one in candidates])


def merged(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: the ids of several rankings with their scores, best first."""
    fusion: dict[int, float] = {}
    for ranking in rankings:
        for rank, title_id in enumerate(ranking):
            fusion[title_id] = fusion.get(title_id, 0.0) + 1 / (_RANK_DAMPING + rank)
    return dict(sorted(fusion.items(), key=lambda pair: (-pair[1], pair[0])))


def _agreed(candidates: Sequence[Candidate], near: Scores, target: RankingTarget) -> Scores:
    """Closeness alone, or fused with the rankings made elsewhere."""
    if not target.rankings:
        return near
    nearest = np.argsort(-near, kind="stable")
    ranking = [candidates[place].id for place in nearest if near[place] > 0]
    return fused(candidates, (ranking, *target.rankings))


def closeness(batch: Batch, target: RankingTarget) -> Scores:
    """How near each candidate is to the liked titles: to any of them, or to each for a mashup."""
    each = np.array([batch.dot(seed) for seed in target.seeds])
    near = _to_each(each) if target.mashup else _to_any(each)
    # What counts as near differs from title to title.
    typical = np.sort(near)[-_NEAREST:].mean()
    return np.asarray(near / typical) if typical > 0 else near


def _to_each(closeness: Scores) -> Scores:
    """The geometric mean: being near to one of them only is worth nothing."""
    return np.asarray(np.maximum(closeness, 0).prod(axis=0) ** (1 / len(closeness)))


def _to_any(closeness: Scores) -> Scores:
    return np.asarray(0.6 * closeness.max(axis=0) + 0.4 * closeness.mean(axis=0))


def _of_other_kind(candidates: Sequence[Candidate], target: RankingTarget) -> Scores:
    """1 for a series where films are liked, or the other way round."""
    if not target.kinds:
        return np.zeros(len(candidates))
    return _flags([one.kind not in target.kinds for one in candidates])


def _relevance(candidates: Sequence[Candidate], batch: Batch, target: RankingTarget) -> Scores:
    """How central the themes, people and genres asked for are to each candidate: as a main genre
    more than as a side genre.
    """
    prominent = batch.dot(target.asked)
    if not target.genres:
        return np.asarray(2 * prominent)
    return np.asarray(0.5 * _main_share(candidates, target.genres) + 2 * prominent)


def _main_share(candidates: Sequence[Candidate], genres: int) -> Scores:
    """The share of the genres asked for that are main genres of each candidate."""
    shared = [(one.main_mask & genres).bit_count() for one in candidates]
    return np.array(shared) / genres.bit_count()


def _varied(order: list[int], values: Scores, vectors: list[SparseVector]) -> list[int]:
    """The same order except for the first ten: these avoid being much alike, or by one director or
    of one franchise, where there is a choice.
    """
    top = order[:_VARIED_FROM]
    first = _first(values[top], Batch(vectors[place] for place in top))
    chosen = set(first)
    rest = [place for place in range(len(top)) if place not in chosen]
    return [top[place] for place in (*first, *rest)] + order[len(top) :]


def _first(values: Scores, batch: Batch) -> list[int]:
    """The first ten of a batch, by place: each the best of those left, given the ones before."""
    members = [_members(vector) for vector in batch.vectors]
    left = list(range(len(members)))
    taken = Counter[int]()
    sameness = np.zeros(len(members))
    first: list[int] = []
    while left and len(first) < _FIRST:
        best = _best(_free(left, members, taken), values, sameness)
        first.append(best)
        left.remove(best)
        taken.update(members[best])
        sameness = np.maximum(sameness, batch.dot_within(best))
    return first


def _best(places: list[int], values: Scores, sameness: Scores) -> int:
    return max(places, key=lambda place: values[place] - _SAMENESS * sameness[place])


def _free(left: list[int], members: list[list[int]], taken: Counter[int]) -> list[int]:
    """Those of a director or franchise with fewer than two titles among the first; all where there
    are none.
    """
    free = [place for place in left if not _exhausted(members[place], taken)]
    return free or left


def _exhausted(members: list[int], taken: Counter[int]) -> bool:
    return any(taken[member] >= _MOST_OF_ONE for member in members)


def _members(vector: SparseVector) -> list[int]:
    """The directors and the franchise of a title, as features."""
    found: list[int] = []
    for family in _VARIED_FAMILIES:
        found += [feature_id(family, member) for member in vector.members(family)]
    return found
