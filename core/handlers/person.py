"""The person's own things: language, region, and being forgotten."""

from core.chat import Button, Reply, Show
from core.i18n import languages, speech
from core.intents import Cancel, ForgetMe, Settings
from core.turn import Turn


async def settings(intent: Settings, turn: Turn) -> list[Reply]:
    """Change the language or the region, or show both."""
    if intent.language and intent.language not in languages():
        names = turn.t.listing(map(turn.t.tongue, languages()))
        return [Reply(turn.t("settings.no_language", languages=names), buttons=_language_rows(turn))]
    said = []
    if intent.language:
        turn.later(turn.store.users.set_language(turn.person.id, intent.language))
        turn.t = speech(intent.language)
        turn.remember(language=intent.language)
        said.append(turn.t("settings.language"))
    if intent.region:
        turn.later(turn.store.users.set_region(turn.person.id, intent.region))
        said.append(turn.t("settings.region", region=turn.t.country(intent.region)))
    return [Reply(" ".join(said) if said else _shown(turn), buttons=() if said else _language_rows(turn))]


async def forget_me(intent: ForgetMe, turn: Turn) -> list[Reply]:
    """Delete everything about the person, after asking."""
    if not intent.confirmed:
        row = (Button(turn.t("button.forget"), ForgetMe(confirmed=True)), Button(turn.t("button.cancel"), Cancel()))
        return [Reply(turn.t("forget.ask"), buttons=(row,))]
    turn.later(turn.store.users.forget(turn.person.id))
    turn.forgotten = True
    return [Reply(turn.t("forget.done"))]


async def cancel(_: Cancel, turn: Turn) -> list[Reply]:
    """Nothing happens, and that is said."""
    return [Reply(turn.t("cancelled"), show=Show.EDIT)]


def _shown(turn: Turn) -> str:
    region = turn.t.country(turn.region) if turn.region else turn.t("settings.unset")
    return turn.t("settings.text", language=turn.t.tongue(turn.t.language), region=region)


def _language_rows(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return (tuple(Button(speech(code).tongue(code).capitalize(), Settings(language=code)) for code in languages()),)
