"""Settings, export and forgetting outside of any dialogue."""

import csv
import io
import json

import pytest

from core.capabilities.account.actions import (
    Chosen,
    NotSpoken,
    change_settings,
    export_files,
    forget_user,
)
from core.dialogue.sessions import Users
from tests.capabilities.conftest import Desk


async def test_changed_settings_are_kept(desk: Desk) -> None:
    async with desk.work() as work:
        assert change_settings(work, "fr", "BE") == Chosen("fr", "BE")
    user = await desk.user()
    assert (user.language, user.region) == ("fr", "BE")


async def test_a_language_nobody_speaks_changes_nothing(desk: Desk) -> None:
    async with desk.work() as work:
        with pytest.raises(NotSpoken):
            change_settings(work, "xx", "BE")
    assert (await desk.user()).region is None


async def test_an_export_holds_everything_and_a_table_of_the_marks(desk: Desk) -> None:
    await desk.mark("seen", "Heat")
    async with desk.work() as work:
        whole, table = await export_files(work)
    assert json.loads(whole.content)["marks"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [(row["title"], row["status"]) for row in rows] == [("Heat", "seen")]


async def test_a_forgotten_user_is_gone(desk: Desk) -> None:
    async with desk.work() as work:
        forget_user(work)
    assert await desk.store.of(Users).by_identity("test", "ann") is None
