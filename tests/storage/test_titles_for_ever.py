"""Whatever is marked, undone and united in whatever order: no id loses its meaning, no mark is
lost, and what was marked is not suggested.
"""

from dataclasses import dataclass, field
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.capabilities.marking.intents import Status
from core.films.recommending.candidates import Candidates
from core.films.titles.titles import Titles
from core.films.wishes.criteria.criterion import Query
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import audience
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, entry, meet, stock
from tests.storage.test_uniting import united

TITLES, PEOPLE = 3, 2
_numbers = count(1)

Doing = tuple[str, int, int, Status | None]
title = st.integers(0, TITLES - 1)
person = st.integers(0, PEOPLE - 1)
status = st.sampled_from(("seen", "later", "not_interested", "favourite", "none"))
marking = st.tuples(st.just("mark"), person, title, status)
undoing = st.tuples(st.just("undo"), person, st.integers(0, 5), st.none())
uniting = st.tuples(st.just("unite"), title, title, st.none())
doings = st.lists(st.one_of(marking, marking, undoing, uniting), min_size=6, max_size=12)


@dataclass
class Said:
    """One thing somebody said of a title."""

    change: str
    status: Status
    at: int


@dataclass
class Film:
    """A film as people see it: what was said of it, and the films that it was before these turned
    out to be one.
    """

    ids: set[int]
    said: list[Said] = field(default_factory=list)
    parts: tuple["Film", ...] = ()

    def everything(self) -> list[Said]:
        """All that was said of it and of its parts."""
        return [*self.said, *(one for part in self.parts for one in part.everything())]

    def words(self) -> list[Said]:
        """What it is marked as: by the last word on it, or else by those on its parts. To be
        unmarked as one part leaves what it was marked as another.
        """
        if self.said:
            return [one for one in self.said[-1:] if one.status != "none"]
        return [one for part in self.parts for one in part.words()]

    def mark(self) -> tuple[str, bool] | None:
        """The newest of those words, and whether it is a favourite by any of them."""
        words = self.words()
        if not words:
            return None
        newest = max(words, key=lambda one: one.at).status
        if newest not in ("seen", "favourite"):
            return newest, False
        return "seen", any(one.status == "favourite" for one in words)

    def take_back(self, one: Said) -> None:
        """Forget what was said, whatever was said since."""
        for film in (self, *self.every_part()):
            film.said = [other for other in film.said if other is not one]

    def every_part(self) -> list["Film"]:
        """Its parts, and theirs."""
        return [film for part in self.parts for film in (part, *part.every_part())]


@dataclass
class World:
    """What happened, beside a store in which it happened too."""

    store: Store
    ids: list[int]
    people: list[int]
    films: list[list[Film]]
    now: int = 0

    def film(self, who: int, title_id: int) -> Film:
        """What a title is to somebody."""
        return next(film for film in self.films[who] if title_id in film.ids)

    async def mark(self, who: int, what: int, status: Status) -> None:
        """Somebody marks a title by an id that was given out at the start."""
        self.now += 1
        change, title_id = f"c{self.now}", self.ids[what]
        at = NOON + self.now * MINUTE
        marks = self.store.of(Marks)
        await self.store.apply(marks.put(self.people[who], title_id, status, at, change))
        if await marks.change(self.people[who], change):
            self.film(who, title_id).said.append(Said(change, status, self.now))

    async def undo(self, who: int, which: int) -> None:
        """Somebody takes back one of the things they said."""
        self.now += 1
        every = ((film, one) for film in self.films[who] for one in film.everything())
        standing = sorted(every, key=lambda pair: pair[1].at)
        if not standing:
            return
        film, one = standing[-1 - which % len(standing)]
        change = await self.store.of(Marks).change(self.people[who], one.change)
        assert change
        assert not change.undone
        at = NOON + self.now * MINUTE
        await self.store.apply(self.store.of(Marks).undo(self.people[who], change, at))
        film.take_back(one)

    async def unite(self, one: int, other: int) -> None:
        """Two titles turn out to be one."""
        kept, gone = await self.living(self.ids[one]), await self.living(self.ids[other])
        if kept == gone:
            return
        await self.store.apply(united(kept, gone))
        for who, films in enumerate(self.films):
            parts = (self.film(who, kept), self.film(who, gone))
            films[:] = [film for film in films if film not in parts]
            films.append(Film(parts[0].ids | parts[1].ids, parts=parts))

    async def living(self, title_id: int) -> int:
        """The id a title has now."""
        return (await self.store.of(Titles).names([title_id], "en"))[title_id].id


async def world(store: Store) -> World:
    """Some new titles, and people who said nothing yet."""
    names = [f"Film {next(_numbers)}" for _ in range(TITLES)]
    known = await stock(store, *(entry(name, int(name.split()[1])) for name in names))
    ids = [known[name] for name in names]
    people = [(await meet(store, f"{names[0]} {number}")).id for number in range(PEOPLE)]
    return World(store, ids, people, [[Film({i}) for i in ids] for _ in people])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(doings=doings)
async def test_titles_are_for_ever(store: Store, doings: list[Doing]) -> None:
    """In the end all titles become one, and everything is taken back, the last word first."""
    told = await world(store)
    ending: list[Doing] = [("unite", 0, other, None) for other in range(1, TITLES)]
    ending += [("undo", who, 0, None) for who in range(PEOPLE) for _ in doings]
    for what, one, other, said in [*doings, *ending]:
        if what == "mark":
            assert said
            await told.mark(one, other, said)
        elif what == "undo":
            await told.undo(one, other)
        else:
            await told.unite(one, other)
        await every_id_leads_to_a_title(told)
        for who in range(PEOPLE):
            await nothing_is_lost(told, who)


async def every_id_leads_to_a_title(told: World) -> None:
    now = await told.store.of(Titles).names(told.ids, "en")
    assert list(now) == told.ids
    for film in told.films[0]:
        assert len({now[title_id].id for title_id in film.ids}) == 1
    astray = (
        "SELECT old_id FROM title_forwards WHERE old_id IN (SELECT id FROM titles)"
        " OR title_id IN (SELECT old_id FROM title_forwards)"
    )
    assert await told.store.rows(astray) == []


async def nothing_is_lost(told: World, who: int) -> None:
    person = told.people[who]
    listed = await told.store.rows(
        "SELECT m.title_id, m.status, f.title_id IS NOT NULL FROM marks m LEFT JOIN favourites f"
        " ON f.user_id = m.user_id AND f.title_id = m.title_id WHERE m.user_id = :person",
        {"person": person},
    )
    now = await told.store.of(Titles).names(told.ids, "en")
    marks = {now[i].id: film.mark() for film in told.films[who] for i in film.ids}
    there = {row[0]: (row[1], bool(row[2])) for row in listed}
    assert {title_id: mark for title_id, mark in marks.items() if mark} == there
    pool = await told.store.of(Candidates).pool(
        Query(Wish(), audience(person).conditions), 100, among=told.ids
    )
    assert there.keys().isdisjoint(one.id for one in pool.candidates)
    assert await told.store.of(Marks).ruled_out(person, told.ids) == {
        title_id for title_id in told.ids if now[title_id].id in there
    }
