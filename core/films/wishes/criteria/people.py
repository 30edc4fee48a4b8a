"""The people who make films, and who act in them."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.lasting import Exclusion
from core.films.wishes.criteria.lookups import alternatives
from core.films.wishes.criteria.loosening import Rarity, RelaxationCost, one_by_one
from core.films.wishes.criteria.query import LookupCondition, QueryContext
from core.films.wishes.criteria.shapes import NameList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, joined
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, one_of, sql
from core.words.folding import fold
from core.words.speech import Speech

_CREDITS = 100  # about how many titles somebody is credited in


def _lookups(context: QueryContext) -> Iterator[LookupCondition]:
    wish = context.query.wish
    if wish.people:
        yield from alternatives(map(_person, wish.people), "people" in wish.any)


def _conditions(context: QueryContext) -> Iterator[Sql]:
    unwanted = context.query.wish.not_people
    if unwanted:
        yield ~_credited(unwanted)


def _person(name: str) -> LookupCondition:
    ids = sql(
        "SELECT credits.title_id FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE people.folded = ?",
        fold(name),
    )
    return LookupCondition(ids, _credited((name,)), _CREDITS)


def _credited(names: tuple[str, ...]) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE credits.title_id = titles.id AND ?)",
        one_of("people.folded", map(fold, names)),
    )


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.people:
        joint = "or" if "people" in wish.any else "and"
        yield LeadPart(LeadPosition.PERSON, t("lead.person", people=t.listing(wish.people, joint)))
    for name in wish.not_people:
        yield LeadPart(LeadPosition.UNWANTED, name)


def _tmdb(search: DiscoverSearch) -> DiscoverTerms | None:
    """TMDB finds films by people, but no series."""
    wish, ids = search.wish, search.names.people
    if not wish.people or search.kind == "tv":
        return DiscoverTerms()
    any_of = "people" in wish.any
    found = [ids[name] for name in wish.people if name in ids]
    enough = bool(found) if any_of else len(found) == len(wish.people)
    if not enough:
        return None
    return DiscoverTerms({"with_people": joined(found, any_of)}, {"people": ()})


PEOPLE = Criterion(
    name="people",
    fields={"people": NameList(), "not_people": NameList()},
    prompt="- `people`, `not_people`: names as credits spell them.",
    conditions=_conditions,
    lookups=_lookups,
    words=_words,
    loosening=one_by_one("people", Rarity.PERSON, RelaxationCost.PEOPLE),
    let_go=phrase("field.people"),
    tmdb=_tmdb,
    narrows="people",
    lasting=Exclusion("not_people", "people"),
)
