"""Tables that do not declare what their rows belong to, or declare what cannot be."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from core.errors import SchemaError
from core.storage.declarations import Keeps, Newest, Owned, declare, refuse_undeclared
from core.storage.engine import metadata, owner
from core.storage.store import open_store


@pytest.fixture
def undeclared() -> Iterator[Table]:
    """A table of the program's that says nothing."""
    reviews = Table("reviews", metadata, owner("users", primary_key=True))
    yield reviews
    metadata.remove(reviews)


async def test_no_database_is_opened_for_it(undeclared: Table, sqlite_url: str) -> None:
    with pytest.raises(SchemaError, match="reviews does not say what user_id means"):
        async with open_store(sqlite_url):
            pass


def toy(*columns: Column[Any], **options: Any) -> MetaData:
    """A table of a new capability, beside one of users' that others declare to refer to."""
    other = MetaData()
    Table("users", other, Column("id", Integer, primary_key=True))
    Table("marks", other, owner("users", primary_key=True), info=declare(Owned()))
    Table("reviews", other, Column("id", Integer, primary_key=True), *columns, **options)
    return other


def test_a_table_that_declares_nothing_is_refused() -> None:
    with pytest.raises(SchemaError, match="reviews does not say what user_id means .* Owned for"):
        refuse_undeclared(toy(owner("users")))


def test_what_is_owned_goes_with_its_owner() -> None:
    kept = Column("user_id", Integer, ForeignKey("users.id"))
    with pytest.raises(SchemaError, match="reviews.user_id is Owned, but is not deleted with"):
        refuse_undeclared(toy(kept, info=declare(Owned())))


def test_a_copy_has_a_key_of_its_own() -> None:
    with pytest.raises(SchemaError, match="reviews.user_id is copied, but a copy would have"):
        refuse_undeclared(toy(owner("users"), info=declare(Owned(copied=True))))


def test_declared_columns_are_there() -> None:
    declared = declare(Owned(), Keeps("name"), unite=Newest("said_at"))
    with pytest.raises(SchemaError) as refused:
        refuse_undeclared(toy(owner("users"), Column("name", Integer), info=declared))
    assert "reviews declares name, which is no foreign key" in str(refused.value)
    assert "reviews is united by its column said_at, which it does not have" in str(refused.value)
