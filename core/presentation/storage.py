"""Result lists in progress, kept under a short id until they expire."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, select

from core.films.recommending.picks import Pick, Reason
from core.films.wishes.wish import Wish
from core.jobs import daily
from core.presentation.shelf import Shelf
from core.presentation.tables import shelves
from core.storage.engine import AnyRow, Change
from core.storage.sqltext import statement
from core.storage.store import Repository, living

_PUT = statement(
    """INSERT INTO shelves (id, user_id, picks, wish, like_ids, never, lead, created_at, expires_at)
    SELECT :id, u.id, :picks, :wish, :like_ids, :never, :lead, :created_at, :expires_at
        FROM users u WHERE u.id = :user_id
    ON CONFLICT (id) DO UPDATE SET picks = excluded.picks, wish = excluded.wish,
        like_ids = excluded.like_ids,
        lead = excluded.lead, expires_at = excluded.expires_at
    WHERE shelves.user_id = excluded.user_id""",
    moments="created_at expires_at",
    json="picks wish like_ids never",
)
_GET = select(shelves).where(
    shelves.c.id == bindparam("id"), shelves.c.expires_at > bindparam("now")
)


class Shelves(Repository):
    """Shelves by id; whose they are stands on them."""

    def put(self, shelf: Shelf, expires_at: datetime) -> Change:
        """Keep a shelf, or what became of it; an id that is somebody else's stays theirs."""
        values = _values(shelf) | {"expires_at": expires_at}

        def change(connection: Connection) -> None:
            connection.execute(_PUT, values)

        return change

    async def get(self, shelf_id: str, now: datetime | None = None) -> Shelf | None:
        """A shelf that has not expired, with every title under the id that it has now."""
        wanted = {"id": shelf_id, "now": now or datetime.now(UTC)}

        def work(connection: Connection) -> Shelf | None:
            row = connection.execute(_GET, wanted).first()
            return _with_living(connection, _shelf(row)) if row else None

        return await self._store.run(work)

    def purge(self, now: datetime) -> Change:
        """Delete what has expired."""

        def change(connection: Connection) -> None:
            connection.execute(delete(shelves).where(shelves.c.expires_at <= now))

        return change


def _values(shelf: Shelf) -> dict[str, object]:
    return {
        "id": shelf.id,
        "user_id": shelf.user_id,
        "picks": [_packed(pick) for pick in shelf.picks],
        "wish": shelf.wish.to_dict(),
        "like_ids": list(shelf.like_ids),
        "never": list(shelf.never) or None,
        "lead": shelf.lead,
        "created_at": shelf.created_at or datetime.now(UTC),
    }


def _with_living(connection: Connection, shelf: Shelf) -> Shelf:
    picked = (pick.title_id for pick in shelf.picks)
    return _renumbered(shelf, living(connection, [*picked, *shelf.like_ids, *shelf.never]))


def _renumbered(shelf: Shelf, meant: Mapping[int, int]) -> Shelf:
    """The shelf with each title under the id that is meant by its own."""
    return replace(
        shelf,
        picks=tuple(replace(pick, title_id=meant[pick.title_id]) for pick in shelf.picks),
        like_ids=tuple(meant[title_id] for title_id in shelf.like_ids),
        never=tuple(meant[title_id] for title_id in shelf.never),
    )


def _packed(pick: Pick) -> list[object]:
    reasons = [[reason.kind, list(reason.values), reason.title] for reason in pick.reasons]
    return [pick.title_id, reasons]


def _unpacked(title_id: int, reasons: Iterable[tuple[str, Iterable[str], str | None]]) -> Pick:
    told = (Reason(kind, tuple(values), title) for kind, values, title in reasons)
    return Pick(title_id, tuple(told))


def _shelf(row: AnyRow) -> Shelf:
    return Shelf(
        row.id,
        row.user_id,
        tuple(_unpacked(title_id, reasons) for title_id, reasons in row.picks),
        Wish.from_dict(row.wish),
        tuple(row.like_ids),
        row.lead,
        row.created_at,
        tuple(row.never or ()),
    )


PURGE_SHELVES = daily("purge_shelves", lambda services, now: services.of(Shelves).purge(now))
