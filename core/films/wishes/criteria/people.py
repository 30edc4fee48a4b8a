"""Who makes films and who acts in them."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Link, Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.links import alternatives
from core.films.wishes.criteria.loosening import Dearness, Rarity, one_by_one
from core.films.wishes.criteria.shapes import Names
from core.films.wishes.criteria.standing import Exclusion
from core.films.wishes.criteria.tmdb import Search, Told, joined
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql, one_of, sql
from core.words.folding import fold
from core.words.speech import Speech

# About how many titles somebody has a part in.
_SUPPOSED_ROLES = 100


def _links(query: Query) -> Iterator[Link]:
    wish = query.ask.wish
    if wish.people:
        yield from alternatives(map(_person, wish.people), "people" in wish.any)


def _conditions(query: Query) -> Iterator[Sql]:
    if query.ask.wish.not_people:
        yield ~_played_by(query.ask.wish.not_people)


def _person(name: str) -> Link:
    ids = sql(
        "SELECT credits.title_id FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE people.folded = ?",
        fold(name),
    )
    return Link(ids, _played_by((name,)), _SUPPOSED_ROLES)


def _played_by(names: tuple[str, ...]) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM credits JOIN people ON people.id = credits.person_id"
        " WHERE credits.title_id = titles.id AND ?)",
        one_of("people.folded", map(fold, names)),
    )


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.people:
        joint = "or" if "people" in wish.any else "and"
        yield Words(Place.PERSON, t("lead.person", people=t.listing(wish.people, joint)))
    for name in wish.not_people:
        yield Words(Place.UNWANTED, name)


def _tmdb(search: Search) -> Told | None:
    """TMDB finds films by people, but no series."""
    wish, known = search.wish, search.names.people
    if not wish.people or search.kind == "tv":
        return Told()
    there = [name in known for name in wish.people]
    if not (any(there) if "people" in wish.any else all(there)):
        return None
    ids = [known[name] for name in wish.people if name in known]
    return Told({"with_people": joined(ids, "people" in wish.any)}, {"people": ()})


PEOPLE = Criterion(
    name="people",
    fields={"people": Names(), "not_people": Names()},
    prompt="- `people`, `not_people`: names as credits spell them.",
    conditions=_conditions,
    links=_links,
    words=_words,
    loosening=one_by_one("people", Rarity.PERSON, Dearness.PEOPLE),
    let_go=phrase("field.people"),
    tmdb=_tmdb,
    narrows="people",
    standing=Exclusion("not_people", "people"),
)
