"""The person's own things: language, region, what is kept of them, and being forgotten."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from core.capabilities.account.intents import Export, ForgetMe, Privacy, Settings
from core.dialogue.accounts import named_accounts
from core.dialogue.intents import Cancel
from core.dialogue.replies import Button, File, Reply, Show
from core.dialogue.turn import Turn
from core.dialogue.users import Users
from core.library.marks import Marks
from core.presentation.settings import SettingsLines
from core.words.speech import languages, speech

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def settings(intent: Settings, turn: Turn) -> list[Reply]:
    """Change the language or the region, or show both."""
    if intent.language and intent.language not in languages():
        names = turn.t.listing(map(turn.t.tongue, languages()))
        return [Reply(turn.t("settings.no_language", languages=names), buttons=(_language_row(),))]
    said = []
    if intent.language:
        turn.later(turn.use(Users).set_language(turn.user.id, intent.language))
        turn.t = speech(intent.language)
        turn.remember(language=intent.language)
        said.append(turn.t("settings.language"))
    if intent.region:
        turn.later(turn.use(Users).set_region(turn.user.id, intent.region))
        said.append(turn.t("settings.region", region=turn.t.country(intent.region)))
    how = Show.EDIT if turn.tapped else Show.NEW
    return [Reply(" ".join(said), show=how)] if said else [_settings(turn)]


async def privacy(_: Privacy, turn: Turn) -> list[Reply]:
    """What is kept of a person, and how to see it or have it deleted."""
    row = (
        Button(turn.t("button.export"), Export()),
        Button(turn.t("button.forget_me"), ForgetMe()),
    )
    return [Reply(turn.t("privacy.text").strip(), buttons=(row,))]


async def export(_: Export, turn: Turn) -> list[Reply]:
    """Everything kept of the user: as JSON, and the marks as a table for other programs."""
    kept = await turn.use(Users).export(turn.user.id)
    whole = File("unwatched.json", json.dumps(kept, ensure_ascii=False, indent=2).encode())
    marks = File(
        "unwatched.csv", _table(await turn.use(Marks).table(turn.user.id, turn.t.language))
    )
    return [Reply(turn.t("privacy.exported"), files=(whole, marks))]


async def forget_me(intent: ForgetMe, turn: Turn) -> list[Reply]:
    """Delete everything about the person, after asking."""
    if not intent.confirmed:
        row = (
            Button(turn.t("button.forget"), ForgetMe(confirmed=True)),
            Button(turn.t("button.cancel"), Cancel()),
        )
        accounts = await named_accounts(turn, turn.user.id)
        return [Reply(turn.t("forget.ask", accounts=accounts), buttons=(row,))]
    turn.later(turn.use(Users).forget(turn.user.id))
    turn.forgotten = True
    return [Reply(turn.t("forget.done"), show=Show.EDIT if turn.tapped else Show.NEW)]


def _settings(turn: Turn) -> Reply:
    region = turn.t.country(turn.region) if turn.region else turn.t("settings.unset")
    text = turn.t("settings.text", language=turn.t.tongue(turn.t.language), region=region)
    added = turn.use(SettingsLines).shown(turn)
    regions = [
        Button(turn.t.country(code), Settings(region=code))
        for code in turn.t.choices("settings.regions")
    ]
    rows = tuple(tuple(regions[i : i + 3]) for i in range(0, len(regions), 3))
    text = "\n".join([text, *(line for line, _ in added)])
    return Reply(text, buttons=(_language_row(), *rows, *(row for _, row in added if row)))


def _language_row() -> tuple[Button, ...]:
    return tuple(
        Button(speech(code).tongue(code).capitalize(), Settings(language=code))
        for code in languages()
    )


def _table(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Rows as CSV. What a spreadsheet would take for a formula is made plain text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("title", "year", "kind", "imdb_id", "status", "favourite", "marked_at"))
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
