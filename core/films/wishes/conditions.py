"""The conditions of a wish taken together: as SQL, in words, which of them last, and which may be
relaxed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter

from core.films.taxonomy.taxonomy import genre_name, mask, theme_name
from core.films.wishes.criteria import CRITERIA, Criteria
from core.films.wishes.criteria.content import unasked
from core.films.wishes.criteria.criterion import (
    Floor,
    LeadPart,
    LeadPosition,
    LookupCondition,
    Query,
    QueryContext,
    Shortlist,
    joint,
)
from core.films.wishes.criteria.loosening import Loosening, Relaxation, RelaxationCost, Relaxed
from core.films.wishes.criteria.orders import order_of
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, one_of
from core.storage.store import Repository, Store
from core.words.speech import Speech, capital

__all__ = ["Relaxed", "Step", "met", "news", "steps"]


def lasting_part(wish: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The conditions of a wish that a user can set for good."""
    names = [condition.field for condition in criteria.lasting]
    return type(wish)(**{name: getattr(wish, name) for name in names})


def combined(one: Wish, other: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The lasting conditions of both wishes; of two limits the stricter."""
    result = type(one)()
    for condition in criteria.lasting:
        result = result.with_(**condition.combined(one, other))
    return result


def applied(wish: Wish, lasting: Wish, criteria: Criteria = CRITERIA) -> Wish:
    """The wish with the lasting conditions added. What the wish itself asks for is not excluded."""
    narrower = wish
    for condition in criteria.lasting:
        narrower = narrower.with_(**condition.applied(wish, lasting))
    return narrower


def lead(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words, capitalized; "Films and series" for an empty one."""
    parts = _parts(wish, t, criteria)
    beside = [part for part in parts if part.position is not LeadPosition.NOUN]
    return capital(", ".join(filter(None, [_head(wish, t), *_texts(beside, t)])))


def conditions(wish: Wish, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A wish in words for the middle of a sentence."""
    return ", ".join(_texts(_parts(wish, t, criteria), t))


def token(value: str, t: Speech) -> str:
    """One value of a reason: a genre, a theme, a decade ("1990s"), a rating ("8.5") or a name."""
    if value[:1].isdigit() and value[1:2] == ".":
        return t.rating(float(value))
    if value.endswith("0s") and value[:4].isdigit():
        return t("lead.decade", year=value[:4])
    return _subject(value, t)


def _subject(slug: str, t: Speech) -> str:
    """The name of a genre, else of a theme."""
    name = genre_name(slug, t)
    return name if name != slug else theme_name(slug, t)


def given_up(field: str, value: str, t: Speech, criteria: Criteria = CRITERIA) -> str:
    """A relaxed condition in words, by its field or criterion."""
    let_go = criteria.named(field).let_go
    assert let_go, f"{field} is never relaxed"
    return let_go(value, t)


def _head(wish: Wish, t: Speech) -> str:
    kind = wish.kind or "both"
    if not wish.genres:
        implied = wish.like and not wish.kind
        return "" if implied else t(f"head.{kind}")
    if len(wish.genres) == 1:
        return _one_genre(wish.genres[0], kind, t)
    return t(f"head.several_{kind}", genres=_listed_genres(wish, t))


def _listed_genres(wish: Wish, t: Speech) -> str:
    return t.listing((genre_name(slug, t) for slug in wish.genres), joint(wish, "genres"))


def _one_genre(slug: str, kind: str, t: Speech) -> str:
    key = "head.genre" if kind == "both" else f"head.genre_{kind}"
    return t(key, genres=t(f"genres.{slug}"), films=t(f"films.{slug}"), genre=genre_name(slug, t))


def _parts(wish: Wish, t: Speech, criteria: Criteria) -> list[LeadPart]:
    """The parts of the line, in order."""
    parts = chain.from_iterable(row.words(wish, t) for row in criteria.asked(wish))
    return sorted(parts, key=attrgetter("position"))


def _texts(parts: Iterable[LeadPart], t: Speech) -> Iterator[str]:
    """The texts of the parts. All that is unwanted forms one text."""
    listed = list(parts)
    unwanted = [part.text for part in listed if part.position is LeadPosition.UNWANTED]
    for part in listed:
        if part.position is not LeadPosition.UNWANTED:
            yield part.text
        elif unwanted:
            yield t("lead.no", things=t.listing(unwanted, "or"))
            unwanted = []


@dataclass(frozen=True, slots=True)
class Step:
    """A relaxed wish.

    ``relaxed`` are the conditions it drops, and ``alone`` a wish for just these. ``cost`` is how
    much the user minds. ``milder`` is a step that changes less.
    """

    wish: Wish
    relaxed: tuple[Relaxed, ...]
    alone: Wish
    cost: RelaxationCost
    milder: "Step | None" = None

    def cost_given(self, said: Collection[tuple[str, str]] = ()) -> RelaxationCost:
        """How much the user minds, given the fields and values they have just ``said``."""
        if any((one.field, one.value) in said for one in self.relaxed):
            return RelaxationCost.JUST_SAID
        return self.cost


def news(
    before: Wish | None, after: Wish, criteria: Criteria = CRITERIA
) -> frozenset[tuple[str, str]]:
    """The fields and values a changed wish has added, in the form steps drop them."""
    if before is None:
        return frozenset()
    return frozenset((one.field, one.value) for one in _new(before, after, criteria))


def _new(before: Wish, after: Wish, criteria: Criteria) -> Iterator[Relaxed]:
    for _, relaxation in _relaxations(after, criteria):
        if _is_new(relaxation, before):
            yield relaxation.relaxed


def _is_new(relaxation: Relaxation, before: Wish) -> bool:
    alone = relaxation.alone.items()
    if relaxation.single:
        return any(not _among(value, getattr(before, name)) for name, value in alone)
    return any(getattr(before, name) != value for name, value in alone)


def _among(values: object, others: tuple[str, ...]) -> bool:
    return isinstance(values, tuple) and set(others).issuperset(values)


def _relaxations(wish: Wish, criteria: Criteria) -> Iterator[tuple[Loosening, Relaxation]]:
    for loosening in criteria.loosenings:
        for relaxation in loosening.relaxations(wish):
            yield loosening, relaxation


def steps(wish: Wish, criteria: Criteria = CRITERIA) -> Iterator[Step]:
    """Every way to drop one condition, or all bounds. Exclusions, kind and age limit stay."""
    bare = _bare(wish, criteria)
    found = list(_relaxations(wish, criteria))
    for loosening, relaxation in found:
        yield _step(wish, bare, relaxation, loosening.cost)
    bounds = [relaxation for loosening, relaxation in found if loosening.bound]
    if len(bounds) > 1:
        yield _all_bounds(wish, bare, bounds)


def _step(wish: Wish, bare: Wish, relaxation: Relaxation, cost: RelaxationCost) -> Step:
    milder = _step(wish, bare, relaxation.milder, cost) if relaxation.milder else None
    relaxed_wish = wish.with_(**relaxation.changes)
    alone = bare.with_(**relaxation.alone)
    return Step(relaxed_wish, (relaxation.relaxed,), alone, cost, milder)


def _all_bounds(wish: Wish, bare: Wish, bounds: Collection[Relaxation]) -> Step:
    changes = _together(bound.changes for bound in bounds)
    alone = _together(bound.alone for bound in bounds)
    relaxed = tuple(bound.relaxed for bound in bounds)
    return Step(wish.with_(**changes), relaxed, bare.with_(**alone), RelaxationCost.BOUNDS)


def _together(fields_: Iterable[Mapping[str, object]]) -> dict[str, object]:
    return dict(chain.from_iterable(one.items() for one in fields_))


def met(wish: Wish, by: Wish, relaxed: Iterable[Relaxed], criteria: Criteria = CRITERIA) -> Wish:
    """The wish with the relaxed conditions as they are in ``by``, the wish that was met."""
    names = _relaxed_fields(relaxed, criteria)
    return wish.with_(**{name: getattr(by, name) for name in names})


def _relaxed_fields(relaxed: Iterable[Relaxed], criteria: Criteria) -> Iterator[str]:
    changed = (one.field for one in relaxed if one.field != "floor")
    return chain.from_iterable(map(criteria.fields_of, changed))


def _bare(wish: Wish, criteria: Criteria) -> Wish:
    """The wish without anything that can be relaxed."""
    defaults = _defaults(wish)
    loose = chain.from_iterable(loosening.fields for loosening in criteria.loosenings)
    return wish.with_(**{name: defaults[name] for name in loose})


def _defaults(wish: Wish) -> dict[str, object]:
    return {field.name: field.default for field in fields(wish)}


# Not for adults only, not withdrawn by TMDB or expired, and not a duplicate of another title.
SHOWABLE = Sql(
    "titles.adult IS FALSE"
    " AND NOT EXISTS (SELECT 1 FROM withdrawn_titles WHERE withdrawn_titles.title_id = titles.id)"
    " AND titles.id NOT IN (SELECT duplicate_titles.title_id FROM duplicate_titles)"
)
_COMPLETE = Sql("titles.facts_checked_at IS NOT NULL")


class Filters(Repository):
    """Builds the conditions of queries from the criteria."""

    def __init__(self, store: Store, criteria: Criteria = CRITERIA) -> None:
        super().__init__(store)
        self.criteria = criteria

    def lookups(self, context: QueryContext) -> list[LookupCondition]:
        """The conditions of the wish that other tables answer."""
        return self.criteria.lookups(context)

    def on_titles(self, context: QueryContext) -> list[Sql]:
        """Every condition on a suggestion except the lookups."""
        query = context.query
        asked = self.criteria.conditions(context)
        implied = chain(_programmes(query), _sortable(query.wish), _excluded(query))
        return [*asked, *implied, SHOWABLE, *query.conditions]

    def suggestible(self, context: QueryContext) -> list[Sql]:
        """Every condition on a suggestion."""
        tests = [lookup.test for lookup in self.lookups(context)]
        return [*self.on_titles(context), *tests]

    def fitting(self, context: QueryContext) -> list[Sql]:
        """The conditions of the wish alone, for a user's own lists: titles that are never suggested
        belong there too.
        """
        tests = [lookup.test for lookup in self.lookups(context)]
        return [*self.criteria.conditions(context), *_excluded(context.query), *tests]

    def shortlisted(self, context: QueryContext, shortlist: Shortlist) -> list[Sql]:
        """That a title is on the shortlist and meets the conditions its source did not check."""
        listed = one_of("titles.id", shortlist.ids)
        complete = [_COMPLETE] if shortlist.complete_only else []
        return [listed, *self.suggestible(_left_to_check(context, shortlist)), *complete]


def _left_to_check(context: QueryContext, shortlist: Shortlist) -> QueryContext:
    wish = shortlist.unchecked
    query = replace(context.query, wish=wish, floor=Floor(), from_source=True)
    return context._replace(query=query)


def _programmes(query: Query) -> Iterator[Sql]:
    """No news, reality or talk shows nobody asked for. A source's titles were tested for that
    already, with the whole wish.
    """
    if query.from_source:
        return
    if genres := unasked(query.wish):
        yield Sql(f"(titles.main_mask & {mask(genres)}) = 0")


def _sortable(wish: Wish) -> Iterator[Sql]:
    """Titles sorted by year or length must have one."""
    required = order_of(wish.sort).required
    if required:
        yield required


def _excluded(query: Query) -> Iterator[Sql]:
    if query.exclude:
        yield ~one_of("titles.id", query.exclude)
