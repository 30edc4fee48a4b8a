"""Hello, help, thanks, and what to say when there is nothing to say."""

from core.dialogue.examples import examples
from core.dialogue.intents import Cancel, Intent
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue


async def greeting(_: Intent, turn: Turn) -> list[Reply]:
    """Who I am, with tappable examples; in a group, how to speak to me there. What was looked for
    before is over.
    """
    turn.remember(wish=None, shelf=None, index=0, title_id=None)
    return [_in_group(turn) if turn.message.group else _in_private(turn)]


def _in_group(turn: Turn) -> Reply:
    return Reply(turn.t("welcome_group"), buttons=((_surprise(turn),),))


def _in_private(turn: Turn) -> Reply:
    said = f"{turn.t('welcome')} {turn.t('examples_intro')}"
    return Reply(said, buttons=examples(turn.t))


def _surprise(turn: Turn) -> Button:
    return Button(turn.t("button.surprise"), turn.intent("surprise"))


async def unknown_link(_: Intent, turn: Turn) -> list[Reply]:
    """That a link to the bot leads nowhere, and what could be said instead."""
    return [Reply(turn.t("unknown_link"), buttons=examples(turn.t))]


async def help_(_: Intent, turn: Turn) -> list[Reply]:
    """Everything that can be said."""
    text = turn.t("help.text").strip()
    if turn.use(Catalogue).live:
        text = f"{text}\n\n{turn.t('help.tmdb')}"
    return [Reply(text, buttons=examples(turn.t))]


async def cancel(_: Cancel, turn: Turn) -> list[Reply]:
    """Nothing happens, and that is said."""
    return [Reply(turn.t("cancelled"), show=Show.EDIT)]


async def thanks(_: Intent, turn: Turn) -> list[Reply]:
    """You're welcome."""
    return [Reply(turn.t("thanks"))]


async def off_topic(_: Intent, turn: Turn) -> list[Reply]:
    """Back to films."""
    return [Reply(turn.t("off_topic"), buttons=((_surprise(turn),),))]


async def unclear(_: Intent, turn: Turn) -> list[Reply]:
    """What could be said instead."""
    return [Reply(turn.t("unclear"), buttons=examples(turn.t))]
