"""``migrate``, ``backup`` and ``restore``."""

from argparse import Namespace
from pathlib import Path

from bot.app import make_folder
from bot.commands.start import configured, write
from core.storage import backup as backups
from core.storage import migrate as migrations
from core.storage.store import open_store


async def migrate(options: Namespace) -> int:
    """Update the schema of the database."""
    settings = configured()
    make_folder(settings.data_dir)
    before = await migrations.schema_state(settings.database)
    await migrations.migrate(settings.database)
    async with open_store(settings.database):
        pass  # raises SchemaError if columns are missing
    write(
        "The database already has the schema of this version."
        if before == "head"
        else "The database now has the schema of this version."
    )
    return 0


async def backup(options: Namespace) -> int:
    """Copy the database while it is in use."""
    path = Path(options.path)
    await backups.backup(configured().database, path)
    write(f"Backed up to {path} and checked the copy.")
    return 0


async def restore(options: Namespace) -> int:
    """Verify a backup and put it in place of the database."""
    kept = await backups.restore(configured().database, Path(options.path))
    was = f" The previous database is kept at {kept}." if kept else ""
    write(f"Restored from {options.path}.{was}")
    return 0
