"""Dialogues as they go on: a session for each stretch of talk with somebody somewhere."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Label,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from core.dialogue.session import Before, Expectation, Line, Session
from core.dialogue.tables.users import identities, users
from core.dialogue.turn import ChatRef, Message, UserRef, short_id
from core.dialogue.user import JsonObject, User
from core.storage.declarations import (
    Owned,
    Reference,
    declaration_of,
    references_of,
    references_to,
)
from core.storage.engine import AnyRow, Change, Json
from core.storage.sqltext import statement, upsert
from core.storage.store import Repository, held

Fields = dict[str, object]
Export = dict[str, list[Fields]]

_USER = (users.c.id, users.c.language, users.c.region, users.c.standing, identities.c.name)
_BY_IDENTITY = (
    select(*_USER)
    .join(identities, identities.c.user_id == users.c.id)
    .where(
        identities.c.platform == bindparam("platform"),
        identities.c.platform_user_id == bindparam("id"),
    )
)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account on a platform, and what it is called there; empty where we never heard."""

    platform: str
    id: str
    name: str


class Users(Repository):
    """Users, by their identity on a platform."""

    async def by_identity(self, platform: str, platform_user_id: str) -> User | None:
        """Who this is, if we have met."""
        row = await self._store.first(_BY_IDENTITY, {"platform": platform, "id": platform_user_id})
        return user_of(*row) if row else None

    async def create(
        self,
        platform: str,
        platform_user_id: str,
        language: str | None = None,
        name: str = "",
        *,
        now: datetime,
    ) -> User:
        """Meet somebody; a user we have met stays who they are. A transaction of its own."""
        key = {"platform": platform, "id": platform_user_id}

        def work(connection: Connection) -> User:
            return _met(connection, key) or _welcome(connection, key, language, name, now)

        return await self._store.write(work)

    async def accounts(self, user_id: int) -> list[Account]:
        """The accounts of a person, by platform."""
        return [Account(*row) for row in await self._store.rows(_accounts(user_id))]

    def rename(self, user: UserRef) -> Change:
        """An account is called something else now."""
        renamed = update(identities).where(*_account_of(user)).values(name=user.name)

        def change(connection: Connection) -> None:
            connection.execute(renamed)

        return change

    def set_language(self, user_id: int, language: str | None) -> Change:
        """Change the language they read."""
        return _set(user_id, language=language)

    def set_region(self, user_id: int, region: str | None) -> Change:
        """Change where they watch."""
        return _set(user_id, region=region)

    def set_limits(self, user_id: int, limits: JsonObject) -> Change:
        """Change what holds beside every request of theirs."""
        return _set(user_id, standing=dict(limits) or None)

    def forget(self, user_id: int) -> Change:
        """Delete the user; everything of theirs goes with them by cascade."""

        def change(connection: Connection) -> None:
            connection.execute(delete(users).where(users.c.id == user_id))

        return change

    async def export(self, user_id: int) -> Export:
        """Everything kept of a user, by the names of the tables that declare it."""
        return await self._store.run(lambda connection: _export(connection, user_id))


def user_of(
    user_id: int,
    language: str | None,
    region: str | None,
    limits: JsonObject | None,
    name: str,
) -> User:
    """A user from the columns of their row and of the account they write from."""
    return User(user_id, language, region, limits or {}, name)


def _account_of(user: UserRef) -> tuple[ColumnElement[bool], ...]:
    return identities.c.platform == user.platform, identities.c.platform_user_id == user.id


def _accounts(user_id: int) -> Select[str, str, str]:
    columns = (identities.c.platform, identities.c.platform_user_id, identities.c.name)
    return select(*columns).where(identities.c.user_id == user_id).order_by(*columns)


def _set(user_id: int, **values: object) -> Change:
    def change(connection: Connection) -> None:
        connection.execute(update(users).where(users.c.id == user_id).values(**values))

    return change


def _met(connection: Connection, key: dict[str, str]) -> User | None:
    row = connection.execute(_BY_IDENTITY, key).first()
    return user_of(*row) if row else None


def _welcome(
    connection: Connection, key: dict[str, str], language: str | None, name: str, now: datetime
) -> User:
    user_id = _add_user(connection, language, now)
    if not _take_account(connection, key, user_id, name):
        # Another copy of the program met them between our look and our insert.
        connection.execute(delete(users).where(users.c.id == user_id))
    found = _met(connection, key)
    assert found is not None
    return found


def _add_user(connection: Connection, language: str | None, now: datetime) -> int:
    row = {"language": language, "created_at": now}
    user_id: int = connection.execute(insert(users).returning(users.c.id), row).scalar_one()
    return user_id


def _take_account(connection: Connection, key: dict[str, str], user_id: int, name: str) -> bool:
    """Whether the account is the user's now; one that has a user stays theirs."""
    account = {
        "platform": key["platform"],
        "platform_user_id": key["id"],
        "user_id": user_id,
        "name": name,
    }
    put = upsert(connection, identities, "platform", "platform_user_id")
    return connection.execute(put.returning(identities.c.user_id), account).first() is not None


def _export(connection: Connection, user_id: int) -> Export:
    rows = {one.table.name: _dump(connection, one.column, user_id) for one in _owned()}
    return {"users": _dump(connection, users.c.id, user_id)} | rows


def _owned() -> list[Reference]:
    return [one for one in references_to(users) if isinstance(one.tie, Owned)]


def _dump(connection: Connection, owner: Column[int], user_id: int) -> list[Fields]:
    table = owner.table
    assert isinstance(table, Table)
    statement = select(*table.c, *_labels(table)).where(owner == user_id)
    return [_plain(row) for row in connection.execute(statement)]


def _labels(table: Table) -> Iterator[Label[str]]:
    """What rows refer to by id, by the name it has."""
    for reference in references_of(table):
        target = reference.target.table
        assert isinstance(target, Table)
        if label := declaration_of(target).label:
            yield _label(reference, target.c[label])


def _label(reference: Reference, name: Column[str]) -> Label[str]:
    """The name of what a row refers to, in the place of its id."""
    named = select(name).where(reference.target == reference.column)
    return named.scalar_subquery().label(reference.column.name.removesuffix("_id"))


def _plain(row: AnyRow) -> Fields:
    return {name: _written(value) for name, value in row._mapping.items()}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


SILENCE = timedelta(hours=6)
LONGEST = 100

_MET = statement(
    """SELECT u.id AS user_id, u.language AS speaks, u.region, u.standing, i.name,
              s.id, s.lines, s.wish, s.shelf, s.shelf_index, s.title_id, s.language, s.expects,
              s.asked, s.before, s.posted, t.runtime, t.year
    FROM identities i JOIN users u ON u.id = i.user_id
    LEFT JOIN sessions s ON s.user_id = u.id AND s.platform = :chat_platform
        AND s.chat_id = :chat_id AND s.updated_at > :since
    LEFT JOIN titles t ON t.id = s.title_id
    WHERE i.platform = :platform AND i.platform_user_id = :id
    ORDER BY s.updated_at DESC LIMIT 1""",
    moments="since",
).columns(standing=Json, lines=Json, wish=Json, expects=Json, before=Json, posted=Json)
_SAVE = statement(
    """INSERT INTO sessions (id, user_id, platform, chat_id, lines, wish, shelf, shelf_index,
        title_id, language, expects, asked, before, posted,
                             started_at, updated_at, closed_at)
    SELECT :id, u.id, :platform, :chat_id, :lines, :wish, :shelf, :shelf_index,
           CAST(:title_id AS INTEGER), :language, :expects,
           :asked, :before, :posted, :now, :now, :closed_at
    FROM users u WHERE u.id = :user_id
    ON CONFLICT (id) DO UPDATE SET lines = excluded.lines, wish = excluded.wish,
        shelf = excluded.shelf,
        shelf_index = excluded.shelf_index, title_id = excluded.title_id,
        language = excluded.language,
        expects = excluded.expects, asked = excluded.asked, before = excluded.before,
        posted = excluded.posted, updated_at = excluded.updated_at, closed_at = excluded.closed_at
    WHERE sessions.user_id = excluded.user_id""",
    moments="now closed_at",
    json="lines wish expects before posted",
)
_CLOSE_OTHERS = statement(
    """UPDATE sessions SET closed_at = updated_at
    WHERE user_id = :user_id AND platform = :platform AND chat_id = :chat_id AND id <> :id
        AND closed_at IS NULL"""
)

_SENDER = """(SELECT user_id FROM identities
    WHERE platform = :platform AND platform_user_id = :id)"""
_POSTED = statement(
    f"""UPDATE sessions SET posted = :posted WHERE platform = :chat_platform
        AND chat_id = :chat_id AND asked = :asked AND closed_at IS NULL AND user_id = {_SENDER}""",
    json="posted",
)
# Nobody else in a group has been answered since.
_ANSWER = statement(
    f"""SELECT s.posted FROM sessions s WHERE s.platform = :chat_platform
        AND s.chat_id = :chat_id AND s.asked = :asked AND s.closed_at IS NULL
        AND s.user_id = {_SENDER} AND s.posted IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM chat_people p WHERE p.platform = s.platform
            AND p.chat_id = s.chat_id AND p.user_id <> s.user_id AND p.last_at > s.updated_at)"""
).columns(posted=Json)


class Sessions(Repository):
    """Chat sessions: one is open per person and chat, and none is ever thrown away."""

    async def met(
        self, user: UserRef, chat: ChatRef, now: datetime
    ) -> tuple[User, Session | None] | None:
        """Somebody we have met, and the session that is open with them in a chat: none after six
        hours of silence.

        A session that grew full goes on as a new one, with no lines yet.
        """
        here = {"chat_platform": chat.platform, "chat_id": chat.id, "since": now - SILENCE}
        row = await self._store.first(_MET, {"platform": user.platform, "id": user.id} | here)
        return _met_in(row) if row else None

    def posted(self, message: Message, posted: JsonObject) -> Change:
        """The answer to a request was posted as a message that the platform knows by this."""
        values = {**_asked(message), "posted": posted}

        def change(connection: Connection) -> None:
            connection.execute(_POSTED, values)

        return change

    async def answer_to(self, message: Message) -> JsonObject | None:
        """The message that answers a request, as it was posted. None where it is no longer the
        newest answer in its chat.
        """
        row = await self._store.first(_ANSWER, _asked(message))
        return row[0] if row else None

    def save(self, user_id: int, chat: ChatRef, session: Session, now: datetime) -> Change:
        """Write a session as it stands, closed once it is full, and close whichever was open before
        it.
        """
        key = {"id": session.id, "user_id": user_id, "platform": chat.platform, "chat_id": chat.id}
        values = _values(session, now)

        def change(connection: Connection) -> None:
            title_id = session.title_id and held(connection, session.title_id)
            connection.execute(_CLOSE_OTHERS, key)
            connection.execute(_SAVE, key | values | {"title_id": title_id})

        return change


def _met_in(row: AnyRow) -> tuple[User, Session | None]:
    user = user_of(row.user_id, row.speaks, row.region, row.standing, row.name)
    return user, _going_on(_session(row)) if row.id is not None else None


def _values(session: Session, now: datetime) -> dict[str, object]:
    return {
        "lines": [[line.role, line.content] for line in session.lines],
        "wish": session.wish,
        "shelf": session.shelf,
        "shelf_index": session.index,
        "language": session.language,
        "expects": session.expects and asdict(session.expects),
        "asked": session.asked,
        "before": session.before and asdict(session.before),
        "posted": session.posted,
        "now": now,
        "closed_at": now if _is_full(session) else None,
    }


def _is_full(session: Session) -> bool:
    return len(session.lines) >= LONGEST


def _going_on(session: Session) -> Session:
    """The session, or the new one that a full one goes on as."""
    return replace(session, id=short_id(), lines=()) if _is_full(session) else session


def _asked(message: Message) -> dict[str, str]:
    chat, user = message.chat, message.user
    here = {"chat_platform": chat.platform, "chat_id": chat.id, "asked": message.number}
    return {**here, "platform": user.platform, "id": user.id}


def _session(row: AnyRow) -> Session:
    return Session(
        id=row.id,
        lines=tuple(Line(role, content) for role, content in row.lines),
        wish=row.wish,
        shelf=row.shelf,
        index=row.shelf_index,
        title_id=row.title_id,
        language=row.language,
        runtime=row.runtime,
        year=row.year,
        expects=Expectation(**row.expects) if row.expects else None,
        asked=row.asked,
        before=Before(**row.before) if row.before else None,
        posted=row.posted,
    )
