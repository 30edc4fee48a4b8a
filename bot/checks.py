"""The checks of ``doctor``: each passes, warns or fails, and says how to fix what is wrong."""

import difflib
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from bot.environment import ENV_FILE, places
from bot.settings import Settings, variables
from core.words.speech import languages

Verdict = Literal["pass", "warn", "fail"]

_LITTLE_SPACE, _NO_SPACE = 500_000_000, 50_000_000
_SHAPES = {
    "telegram_token": (
        r"\d{6,12}:[\w-]{30,}",
        "it is digits, a colon and about 35 letters, from @BotFather",
    ),
    "discord_token": (
        r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{25,}",
        "it has three parts separated by dots, from the Bot page of the developer portal",
    ),
    "tmdb_token": (
        r"[0-9a-fA-F]{32}|eyJ[\w-]+\.[\w-]+\.[\w-]+",
        "it is the API read access token, from your settings at themoviedb.org",
    ),
    "omdb_key": (
        r"[0-9a-fA-F]{6,10}",
        "it is eight hexadecimal digits, from the email OMDb sent you",
    ),
}
_NOT_USED_YET = ("redis_url",)


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a check. ``fix`` says what to do about it, and is empty when there is nothing
    to do.
    """

    name: str
    verdict: Verdict
    says: str
    fix: str = ""


def python_version() -> Check:
    """The version of Python. One that is too old fails before this check."""
    return Check(
        "python", "pass", f"Python {'.'.join(map(str, sys.version_info[:3]))} at {sys.executable}"
    )


def sqlite_version() -> Check:
    """SQLite has FTS5, which the search for titles needs."""
    found = f"SQLite {sqlite3.sqlite_version}"
    if _has_fts5():
        return Check("sqlite", "pass", f"{found} with FTS5")
    fix = (
        "Use a Python whose SQLite has FTS5, such as python.org's, or set DATABASE_URL to a "
        "PostgreSQL database."
    )
    return Check("sqlite", "fail", f"{found} without FTS5", fix)


def _has_fts5() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
        except sqlite3.OperationalError:
            return False
    return True


def names_in_env_file() -> Iterator[Check]:
    """``.env`` has only known variables, and no other user can read its secrets."""
    set_there = dict(places()).get("in .env", {})
    for name in sorted(set_there.keys() - variables()):
        says = f"{name} in .env is not a setting of this program"
        yield Check("settings", "warn", says, _nearest_name(name))
    if _shows_secrets(set_there):
        yield Check(
            "settings",
            "warn",
            ".env contains secrets and other users of this machine can read it",
            "chmod 600 .env",
        )


def _nearest_name(name: str) -> str:
    close = difflib.get_close_matches(name.upper(), variables(), n=1)
    if close:
        return f"Did you mean {close[0]}?"
    return "Remove it. docs/settings.md lists every variable."


def _shows_secrets(names: Iterable[str]) -> bool:
    """Whether others can read ``.env``, and it has secrets."""
    is_open = ENV_FILE.exists() and ENV_FILE.stat().st_mode & 0o077
    return bool(is_open) and any(map(_is_secret, names))


def _is_secret(variable: str) -> bool:
    field = Settings.model_fields.get(variable.lower())
    return field is not None and "SecretStr" in str(field.annotation)


def shapes(settings: Settings) -> Iterator[Check]:
    """Tokens and keys have the usual format."""
    for name, (shape, looks) in _SHAPES.items():
        token: SecretStr | None = getattr(settings, name)
        if token and not re.fullmatch(shape, token.get_secret_value()):
            variable = name.upper()
            yield Check(
                "tokens", "warn", f"{variable} does not look valid", f"Copy it again: {looks}."
            )


def not_used_yet(settings: Settings) -> Iterator[Check]:
    """Settings that this version reads but does not use yet."""
    for name in _NOT_USED_YET:
        if getattr(settings, name):
            fix = "Nothing to fix. You can leave it for a later version or remove it."
            yield Check(
                "services",
                "warn",
                f"{name.upper()} is set, but this version does not use it yet",
                fix,
            )


def spoken_language(settings: Settings) -> Check:
    """The bot speaks the default language."""
    language = settings.default_language
    if language not in languages():
        fix = f"Set DEFAULT_LANGUAGE to one of: {', '.join(languages())}."
        return Check(
            "language",
            "warn",
            f"the bot does not speak DEFAULT_LANGUAGE {language} and uses English",
            fix,
        )
    return Check(
        "language", "pass", f"default language {language}, region {settings.default_region}"
    )


def data_folder(settings: Settings) -> Check:
    """The data directory exists and is writable, or can be created."""
    folder = settings.data_dir
    fix = (
        f"Create it and let this user write to it (mkdir -p {folder}; chown), or set DATA_DIR to "
        "another folder."
    )
    if folder.exists() and not folder.is_dir():
        return Check("data directory", "fail", f"{folder} is not a folder", fix)
    try:
        with tempfile.TemporaryFile(dir=_nearest(folder)):
            return Check("data directory", "pass", f"{folder} is writable")
    except OSError as error:
        return Check("data directory", "fail", f"{folder} is not writable: {error.strerror}", fix)


def disk_space(settings: Settings) -> Check:
    """There is room for the database to grow."""
    free = shutil.disk_usage(_nearest(settings.data_dir)).free
    says = f"{free / 1e9:.1f} GB free"
    if free >= _LITTLE_SPACE:
        return Check("disk space", "pass", says)
    verdict: Verdict = "fail" if free < _NO_SPACE else "warn"
    enough = f"{_LITTLE_SPACE // 1_000_000} MB are enough."
    fix = f"Free up space, or set DATA_DIR to another disk. {enough}"
    return Check("disk space", verdict, says, fix)


def _nearest(folder: Path) -> Path:
    """The folder, or its nearest parent that exists."""
    return next(
        (place for place in (folder, *folder.absolute().parents) if place.is_dir()), Path.cwd()
    )


OF_MACHINE: tuple[Callable[[], Check], ...] = (python_version, sqlite_version)
OF_SETTINGS: tuple[Callable[[Settings], Check], ...] = (spoken_language, data_folder, disk_space)
EACH_SETTING: tuple[Callable[[Settings], Iterator[Check]], ...] = (shapes, not_used_yet)
