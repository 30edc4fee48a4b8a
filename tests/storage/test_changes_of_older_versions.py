"""What users marked and rated with an older version can be taken back, whether its change was kept
or not, and is not lost with what is said since.
"""

import pytest
from sqlalchemy import Connection, text

from core.capabilities.ratings.storage import Ratings
from core.library.marks import Marks
from core.storage.engine import open_database
from core.storage.migrate import migrate
from core.storage.store import Store, open_store
from tests.storage.old_schemas import at, build
from tests.storage.shop import MINUTE, NOON
from tests.storage.test_uniting import mark, said, undo, united

HEAT, ALIEN = "tt0113277", "tt0078748"
# Alien was saved for later before it was seen; of Heat no change is kept.
CHANGES = f"""
INSERT INTO mark_changes (user_id, id, title_id, "before", "after", favourite_before,
    favourite_after, at)
SELECT marks.user_id, 'old', titles.id, 'later', 'seen', false, false, marks.updated_at
FROM marks JOIN titles ON titles.id = marks.title_id WHERE imdb_id = '{ALIEN}'
"""
RATINGS = f"""
INSERT INTO ratings (user_id, title_id, rating, rated_at)
SELECT marks.user_id, titles.id, 8.5, marks.updated_at
FROM marks JOIN titles ON titles.id = marks.title_id WHERE imdb_id = '{HEAT}'
"""


@pytest.fixture
async def old_url(empty_url: str) -> str:
    """A database of an older version, brought to head."""

    def fill(connection: Connection) -> None:
        connection.execute(text(CHANGES))
        connection.execute(text(RATINGS))

    build(empty_url, at("0016"), seen=(HEAT, ALIEN))
    database = open_database(empty_url)
    await database.write(fill)
    await database.close()
    await migrate(empty_url)
    return empty_url


async def known(store: Store) -> tuple[int, int, int]:
    """Ann, Heat and Alien."""
    found = {row[0]: row[1] for row in await store.rows("SELECT imdb_id, id FROM titles")}
    (ann,) = await store.rows("SELECT id FROM users")
    return ann[0], found[HEAT], found[ALIEN]


async def test_it_is_taken_back(old_url: str) -> None:
    async with open_store(old_url) as store:
        ann, heat, alien = await known(store)
        await undo(store, ann, "old")
        assert await said(store, ann, alien) == ("later", False)
        assert await said(store, ann, heat) == ("seen", False)
        change = await store.of(Marks).last_change(ann)
        assert change
        assert change.title_ids == (heat,)
        await undo(store, ann, change.id)
        assert await said(store, ann, heat) == ("none", False)


async def test_it_holds_again_when_what_was_said_since_is_taken_back(old_url: str) -> None:
    async with open_store(old_url) as store:
        ann, heat, alien = await known(store)
        new = await mark(store, ann, heat, "not_interested", NOON + MINUTE)
        rated = store.of(Ratings).put(ann, heat, 3.0, NOON + MINUTE, new)
        await store.apply(rated, united(alien, heat))
        assert await said(store, ann, heat) == ("not_interested", False)
        await undo(store, ann, new)
        change = await store.of(Ratings).change(ann, new)
        assert change
        await store.apply(store.of(Ratings).undo(ann, change, NOON + 2 * MINUTE))
        assert await said(store, ann, alien) == ("seen", False)
        assert await store.of(Ratings).of(ann, [heat]) == {heat: 8.5}
        await undo(store, ann, "old")
        assert await said(store, ann, alien) == ("seen", False)
