"""Step 0014: what waits in the inbox is given its lane and its place in it."""

import json

from sqlalchemy import Connection, text

from core.dialogue.inbox import Inbox
from core.dialogue.lanes import Claimant
from core.storage.migrate import migrate
from core.storage.store import open_store
from tests.storage.old_schemas import at, build
from tests.storage.shop import MINUTE, NOON

_PRIVATE = {"from": {"id": 7}, "chat": {"id": 7}}
_WAITING = (
    ("telegram", "99", {"update_id": 99, "message": _PRIVATE}),
    ("telegram", "101", {"update_id": 101, "message": _PRIVATE}),
    ("telegram", "100", {"update_id": 100, "callback_query": {"id": "1", "message": _PRIVATE}}),
    ("telegram", "102", {"update_id": 102, "callback_query": {"id": "2", "from": {"id": 8}}}),
    ("telegram", "103", {"update_id": 103}),
    ("discord", "9001", {"id": "9001", "chat": ["55", True]}),
)
_ROW = text(
    "INSERT INTO inbox (platform, update_id, payload, received_at)"
    " VALUES (:platform, :update_id, :payload, '2026-11-20 12:00:00')"
)


def _before(connection: Connection) -> None:
    at("0013")(connection)
    for platform, update_id, payload in _WAITING:
        values = {"platform": platform, "update_id": update_id, "payload": json.dumps(payload)}
        connection.execute(_ROW, values)


async def test_what_waits_is_answered_in_the_order_of_its_chat(empty_url: str) -> None:
    build(empty_url, _before, ())
    await migrate(empty_url)
    async with open_store(empty_url) as store:
        inbox = store.of(Inbox)
        claimant = Claimant("telegram", "one", NOON, NOON + MINUTE)
        first = {pending.lane: pending for pending in await inbox.take_up(claimant, 9)}
        assert first.keys() == {"7", "8", "103"}
        order = [first["7"]]
        while pending := await inbox.finish(order[-1], claimant):
            order.append(pending)
        assert [pending.update_id for pending in order] == ["99", "100", "101"]
        [kept] = await inbox.pending("discord")
        assert kept.lane == "55"
