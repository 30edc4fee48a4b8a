"""Settings, the export of everything kept, and forgetting."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.dialogue.replies import File
from core.dialogue.sessions import Users
from core.dialogue.turn import Work
from core.library.marks import Marks
from core.words.speech import languages

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = ("title", "year", "kind", "imdb_id", "status", "favourite", "marked_at")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings that were changed; None for those that stay."""

    language: str | None = None
    region: str | None = None


class NotSpoken(ValueError):
    """The bot does not speak that language."""


def change_settings(work: Work, language: str | None, region: str | None) -> Chosen:
    """Change what is given. Raises NotSpoken, and changes nothing, for a language the bot does not
    speak.
    """
    if language and language not in languages():
        raise NotSpoken(language)
    if language:
        _set_language(work, language)
    if region:
        _set_region(work, region)
    return Chosen(language, region)


def _set_language(work: Work, language: str) -> None:
    work.later(work.use(Users).set_language(work.user.id, language))
    work.language = language


def _set_region(work: Work, region: str) -> None:
    work.later(work.use(Users).set_region(work.user.id, region))
    work.region = region


async def export_files(work: Work) -> tuple[File, ...]:
    """Everything kept of the user: as JSON, and the marks as a table for other programs."""
    kept = await work.use(Users).export(work.user.id)
    marks = await work.use(Marks).table(work.user.id, work.language)
    return File("unwatched.json", _json(kept)), File("unwatched.csv", _table(marks))


def forget_user(work: Work) -> None:
    """Delete everything kept of the user."""
    work.later(work.use(Users).forget(work.user.id))


def _json(kept: Mapping[str, object]) -> bytes:
    return json.dumps(kept, ensure_ascii=False, indent=2).encode()


def _table(rows: Iterable[tuple[object, ...]]) -> bytes:
    """Rows as CSV. What a spreadsheet would take for a formula is made plain text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
