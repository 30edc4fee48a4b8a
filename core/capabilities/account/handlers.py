"""The user's own things: language, region, what is kept of them, and being forgotten."""

from collections.abc import Iterable, Iterator

from core.capabilities.account.actions import (
    Chosen,
    NotSpoken,
    change_settings,
    export_files,
    forget_user,
)
from core.capabilities.account.intents import Export, ForgetMe, Privacy, Settings
from core.dialogue.accounts import named_accounts
from core.dialogue.intents import Cancel
from core.dialogue.replies import Button, Fact, Reply, SettingsPage
from core.dialogue.turn import Turn
from core.presentation.paging import Row, in_rows
from core.presentation.settings import Setting, SettingsLines, settings_changed
from core.words.speech import Speech, languages, speech

_IN_A_ROW = 3  # regions


async def settings(intent: Settings, turn: Turn) -> list[Reply]:
    """Change the language or the region, or show both."""
    if not (intent.language or intent.region):
        return [_settings(turn)]
    try:
        chosen = change_settings(turn, intent.language, intent.region)
    except NotSpoken:
        return [_not_spoken(turn.t)]
    return [await _told(chosen, turn)]


async def _told(chosen: Chosen, turn: Turn) -> Reply:
    """What was changed, in the language that was chosen."""
    if chosen.language:
        turn.remember(language=chosen.language)
    return await settings_changed(turn, " ".join(_changed(chosen, turn.t)))


def _not_spoken(t: Speech) -> Reply:
    """Which languages there are."""
    names = t.listing(map(t.tongue, languages()))
    return Reply(t("settings.no_language", languages=names), buttons=(_language_row(),))


async def privacy(_: Privacy, turn: Turn) -> list[Reply]:
    """What is kept of a user, and how to see it or have it deleted."""
    row = (
        Button(turn.t("button.export"), Export()),
        Button(turn.t("button.forget_me"), ForgetMe()),
    )
    return [Reply(turn.t("privacy.text").strip(), buttons=(row,))]


async def export(_: Export, turn: Turn) -> list[Reply]:
    """Everything kept of the user, as files."""
    return [Reply(turn.t("privacy.exported"), files=await export_files(turn))]


async def forget_me(intent: ForgetMe, turn: Turn) -> list[Reply]:
    """Delete everything about the user, after asking."""
    if not intent.confirmed:
        return [await _asked(turn)]
    forget_user(turn)
    turn.forgotten = True
    return [Reply(turn.t("forget.done"), show=turn.in_place)]


async def _asked(turn: Turn) -> Reply:
    accounts = await named_accounts(turn, turn.user.id)
    return Reply(turn.t("forget.ask", accounts=accounts), buttons=(_forget_or_not(turn.t),))


def _forget_or_not(t: Speech) -> Row:
    return (
        Button(t("button.forget"), ForgetMe(confirmed=True), danger=True),
        Button(t("button.cancel"), Cancel()),
    )


def _changed(chosen: Chosen, t: Speech) -> Iterator[str]:
    if chosen.language:
        yield t("settings.language")
    if chosen.region:
        yield t("settings.region", region=t.country(chosen.region))


def _settings(turn: Turn) -> Reply:
    added = turn.use(SettingsLines).shown(turn)
    further = (setting.buttons for setting in added if setting.buttons)
    buttons = (_language_row(turn.language), *_region_rows(turn), *further)
    return Reply(body=_page(turn, added), buttons=buttons)


def _page(turn: Turn, added: Iterable[Setting]) -> SettingsPage:
    others = tuple(setting.fact for setting in added)
    return SettingsPage(_chosen(turn), turn.t("settings.hint"), others)


def _chosen(turn: Turn) -> tuple[Fact, ...]:
    t = turn.t
    region = t.country(turn.region) if turn.region else t("settings.unset")
    return (
        Fact("language", t("settings.language_is", language=t.tongue(t.language))),
        Fact("region", t("settings.region_is", region=region)),
    )


def _region_rows(turn: Turn) -> tuple[Row, ...]:
    codes = turn.t.choices("settings.regions")
    return in_rows((_region_button(code, turn) for code in codes), _IN_A_ROW)


def _region_button(code: str, turn: Turn) -> Button:
    label = _label(turn.t.country(code), code == turn.region, turn.t)
    return Button(label, Settings(region=code))


def _language_row(chosen: str = "") -> Row:
    return tuple(_language_button(code, chosen) for code in languages())


def _language_button(code: str, chosen: str) -> Button:
    t = speech(code)
    return Button(_label(t.tongue(code).capitalize(), code == chosen, t), Settings(language=code))


def _label(choice: str, chosen: bool, t: Speech) -> str:
    """A choice, with a sign that it is the one made."""
    return t("settings.chosen", choice=choice) if chosen else choice
