"""Every table through exports, forgetting, linking, parting, uniting and expiry, by what it
declares: nothing is lost that stays, and nothing is left that goes.
"""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, Table, insert, update

from core.dialogue.merging import merge, part
from core.dialogue.sessions import Users
from core.dialogue.tables.users import identities, users
from core.films.sources.expiry import expire
from core.films.sources.facts import SOURCE
from core.films.tables.titles import titles
from core.films.titles.uniting import unite
from core.storage.declarations import (
    Keeps,
    Newest,
    Owned,
    Reference,
    Told,
    declare,
    references_to,
    united_value,
)
from core.storage.engine import Moment, metadata, owner
from core.storage.store import Store
from core.storage.uniting import unite_rows
from tests.storage.expected import united
from tests.storage.generated import IDS, Content, Row, contents, fill, held, ordered
from tests.storage.shop import MINUTE, NOON

ANN, BOB, _ = KEPT, GONE, OTHER = IDS

# A failing world is not made smaller, which takes minutes: the assertions name the table.
every_table = settings(
    max_examples=15,
    phases=(Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
async def store(store: Store) -> AsyncIterator[Store]:
    """A store with one more table than the program has, declared in one line."""
    scores = Table(
        "scores",
        metadata,
        owner("users", primary_key=True),
        owner("titles", primary_key=True),
        Column("stars", Integer, nullable=False),
        Column("rated_at", Moment, nullable=False),
        info=declare(Owned(copied=True), Keeps(), unite=Newest("rated_at")),
    )
    await store.write(lambda connection: scores.create(connection))
    yield store
    metadata.remove(scores)


async def filled(store: Store, data: st.DataObject) -> Content:
    """Fill the store; what it holds then."""
    content = data.draw(contents())
    await store.apply(lambda connection: fill(connection, content))
    return await store.run(held)


async def after(store: Store, change: Any) -> Content:
    """What the store holds after a change."""
    await store.apply(change)
    return await store.run(held)


@every_table
@given(data=st.data())
async def test_an_export_holds_all_that_is_owned(store: Store, data: st.DataObject) -> None:
    before = await filled(store, data)
    exported = await store.of(Users).export(ANN)
    owned = {one.table.name: one.column.name for one in references(users, Owned)}
    assert exported.keys() == owned.keys() | {"users"}
    for name, column in owned.items():
        mine = [row for row in before[name] if row[column] == ANN]
        assert ordered(map(without_title, exported[name])) == ordered(map(plain, mine))
    assert await store.run(held) == before


@every_table
@given(data=st.data())
async def test_nothing_is_left_of_somebody_forgotten(store: Store, data: st.DataObject) -> None:
    before = await filled(store, data)
    left = await after(store, store.of(Users).forget(ANN))
    expected = before | {"users": [row for row in before["users"] if row["id"] != ANN]}
    for one in references_to(users):
        rows = expected[one.table.name]
        expected[one.table.name] = [row for row in rows if row[one.column.name] != ANN]
    assert left == expected
    assert await after(store, store.of(Users).forget(ANN)) == left


@every_table
@given(data=st.data())
async def test_what_two_users_own_is_one_users(store: Store, data: st.DataObject) -> None:
    before = await filled(store, data)
    linked = await after(store, lambda connection: merge(connection, ANN, BOB))
    expected = united(before, users, ANN, BOB)
    ann, bob, other = sorted(before["users"], key=lambda row: row["id"])
    chosen = {
        column.name: united_value(column, ann[column.name], bob[column.name])
        for column in users.c
        if column.nullable
    }
    expected["users"] = ordered([ann | chosen, other])
    are_as_expected(linked, expected, before, users)
    assert await after(store, lambda c: unite_rows(c, users, ANN, BOB)) == linked


@every_table
@given(data=st.data())
async def test_an_account_that_parts_takes_copies_along(store: Store, data: st.DataObject) -> None:
    await filled(store, data)
    account = {"platform": "test", "platform_user_id": "ann", "name": "Ann"}
    before = await after(store, lambda c: c.execute(insert(identities), account | {"user_id": ANN}))
    parted = await after(store, lambda c: part(c, "test", "ann", NOON))
    (new,) = {row["id"] for row in parted["users"]} - set(IDS)
    copied = {one.table.name for one in references(users, Owned) if one.tie.copied}
    for name, rows in before.items():
        if name in copied:
            copies = [row | {"user_id": new} for row in rows if row["user_id"] == ANN]
            assert parted[name] == ordered([*rows, *copies])
        elif name not in ("users", "identities"):
            assert parted[name] == rows
    assert [row for row in parted["users"] if row["id"] != new] == before["users"]
    assert account | {"user_id": new} in parted["identities"]
    assert len(parted["identities"]) == len(before["identities"])


@every_table
@given(data=st.data())
async def test_what_refers_to_two_titles_refers_to_one(store: Store, data: st.DataObject) -> None:
    before = await filled(store, data)
    one = await after(store, lambda connection: unite(connection, KEPT, GONE))
    expected = united(before, titles, KEPT, GONE)
    expected["titles"] = [row for row in before["titles"] if row["id"] != GONE]
    forward = {"old_id": GONE, "title_id": KEPT}
    expected["title_forwards"] = ordered([*expected["title_forwards"], forward])
    are_as_expected(one, expected, before, titles)
    assert await after(store, lambda c: unite_rows(c, titles, KEPT, GONE)) == one


@every_table
@given(data=st.data())
async def test_facts_expire_but_for_names_of_what_is_kept(
    store: Store, data: st.DataObject
) -> None:
    await filled(store, data)
    before = await after(store, lambda connection: grow_old(connection, KEPT, GONE))
    expired = await after(store, expire(NOON + MINUTE))
    kept = {
        row[one.column.name] for one in references(titles, Keeps) for row in before[one.table.name]
    }
    told = {one.table.name: one for one in references(titles, Told)}
    for name in before.keys() - {"titles"}:
        if name not in told:
            assert expired[name] == before[name]
        elif told[name].tie.expire:
            stay = {OTHER} | (kept if told[name].tie.name else set())
            staying = [row for row in before[name] if row["title_id"] in stay]
            assert keys(told[name], expired[name]) == keys(told[name], staying)
            assert fresh(expired[name]) == fresh(before[name])
        else:
            assert keys(told[name], before[name]) <= keys(told[name], expired[name])
    assert fresh(expired["titles"], "id") == fresh(before["titles"], "id")
    assert await after(store, expire(NOON + MINUTE)) == expired


def references(root: Table, kind: type) -> list[Reference]:
    return [one for one in references_to(root) if isinstance(one.tie, kind)]


def grow_old(connection: Connection, *title_ids: int) -> None:
    """TMDB told of these titles long ago, and of all others only now."""
    connection.execute(update(titles).values(source=SOURCE, fetched_at=NOON + 2 * MINUTE))
    old = update(titles).where(titles.c.id.in_(title_ids))
    connection.execute(old.values(fetched_at=NOON))


def fresh(rows: list[Row], column: str = "title_id") -> list[Row]:
    return [row for row in rows if row[column] == OTHER]


def keys(reference: Reference, rows: list[Row]) -> set[tuple[object, ...]]:
    names = [column.name for column in reference.table.primary_key]
    return {tuple(row[name] for name in names) for row in rows}


def plain(row: Row) -> Row:
    """As it stands in JSON."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def without_title(row: Row) -> Row:
    assert ("title" in row) == ("title_id" in row)
    return {name: value for name, value in row.items() if name != "title"}


def are_as_expected(now: Content, expected: Content, before: Content, root: Table) -> None:
    """Of tables that their own room unites, only what is not united is told here."""
    own = {one.table.name: one for one in references_to(root) if callable(one.unite)}
    for name in before:
        if name not in own:
            assert now[name] == expected[name], name
            continue
        column = own[name].column.name
        assert keys(own[name], now[name]) <= keys(own[name], expected[name])
        assert [row for row in now[name] if row[column] == OTHER] == [
            row for row in before[name] if row[column] == OTHER
        ]
