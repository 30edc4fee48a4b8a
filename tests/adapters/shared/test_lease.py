"""A lease goes on although the database fails for a while, and health checks hear of it."""

from sqlalchemy import text

from adapters.shared.health import Pulse
from adapters.shared.holder import new_holder
from adapters.shared.lease import Lease
from core.storage.leases import Leases
from core.storage.store import Store
from tests.waiting import until

_SOON = 0.02  # seconds


async def rename(store: Store, old: str, new: str) -> None:
    """Take a table away from the program, or give it back."""
    statement = text(f"ALTER TABLE {old} RENAME TO {new}")
    await store.write(lambda connection: connection.execute(statement))


async def test_a_database_that_fails_for_a_while_is_tried_until_it_answers(store: Store) -> None:
    pulse = Pulse("Telegram")
    pulse.beat()
    lease = Lease(store, "telegram:1", pulse, renewed=_SOON)
    await lease.hold()
    await rename(store, "leases", "gone")
    await until(lambda: not pulse.is_ready)
    assert "database" in str(pulse.report()["says"])
    await rename(store, "gone", "leases")
    await until(lambda: pulse.is_ready)
    assert not lease.lost.is_set()
    await lease.release()


async def test_what_another_copy_took_meanwhile_is_lost(store: Store) -> None:
    pulse = Pulse("Telegram")
    lease = Lease(store, "one", pulse, renewed=_SOON)
    await lease.hold()
    await rename(store, "leases", "gone")
    await until(lambda: bool(pulse.trouble))
    other = {"other": new_holder()}
    taken = text("UPDATE gone SET holder = :other")
    await store.write(lambda connection: connection.execute(taken, other))
    await rename(store, "gone", "leases")
    await until(lease.lost.is_set)
    assert not pulse.trouble
    await lease.release()


async def test_letting_go_does_not_need_the_database(store: Store) -> None:
    lease = Lease(store, "one", Pulse("Telegram"))
    await lease.hold()
    await rename(store, "leases", "gone")
    await lease.release()
    await rename(store, "gone", "leases")
    assert await store.of(Leases).holder("one")  # until it ends by itself
