"""The checks of ``doctor`` for the database and its content. They change nothing."""

from bot.checks import Check, Verdict
from bot.settings import Settings
from core.errors import ConfigurationError
from core.films.titles.titles import Titles
from core.storage.drift import MEND, lacks, read_drift
from core.storage.migrate import schema_state
from core.storage.schema import SchemaState
from core.storage.store import open_store

_STATES: dict[SchemaState, tuple[Verdict, str, str]] = {
    "empty": (
        "warn",
        "is empty",
        "Nothing to fix: the first start creates its tables. To do so now: python -m bot migrate",
    ),
    "behind": (
        "warn",
        "has the schema of an older version",
        "Nothing to fix: the next start updates it. To do so now: python -m bot migrate",
    ),
    "newer": (
        "fail",
        "was written by a newer version of this program",
        "Install that version again, or restore a backup from before: python -m bot restore PATH",
    ),
}


async def database(settings: Settings) -> Check:
    """The database can be reached and fits this version."""
    kind = "PostgreSQL" if settings.database.startswith("postgres") else "SQLite"
    try:
        state = await schema_state(settings.database)
    except ConfigurationError as error:
        fix = (
            "Start the server, or correct DATABASE_URL: "
            "postgresql://user:password@host:5432/name, or sqlite:///file"
        )
        return Check("database", "fail", str(error), fix)
    if state == "head":
        return await _columns(settings, kind)
    verdict, says, fix = _STATES[state]
    return Check("database", verdict, f"the {kind} database {says}", fix)


async def _columns(settings: Settings, kind: str) -> Check:
    """The database has every column of this version. Columns that are not used are named."""
    drift = await read_drift(settings.database)
    if drift.missing:
        return Check("database", "fail", f"the {kind} database {lacks(drift.missing)}", MEND)
    says = f"the {kind} database has the schema of this version"
    if drift.unexpected:
        says += f"; unused: {', '.join(drift.unexpected)}"
    return Check("database", "pass", says)


async def catalogue(settings: Settings) -> Check:
    """There are titles to suggest."""
    async with open_store(settings.database) as store:
        titles = await store.of(Titles).count()
    if not titles:
        return Check(
            "catalogue",
            "warn",
            "no titles are loaded",
            "Nothing to fix: the next start loads the embedded catalogue.",
        )
    return Check("catalogue", "pass", f"{titles:,} titles")
