"""Hello, help, thanks, and what to say when there is nothing to say."""

from core.chat import Button, Reply
from core.intents import Intent, Surprise, Try
from core.turn import Turn


async def greeting(_: Intent, turn: Turn) -> list[Reply]:
    """Who I am, with tappable examples; in a group, how to speak to me there. What was looked for
    before is over.
    """
    turn.remember(wish=None, shelf=None, index=0, title_id=None)
    if turn.message.group:
        return [
            Reply(
                turn.t("welcome_group"), buttons=((Button(turn.t("button.surprise"), Surprise()),),)
            )
        ]
    return [Reply(f"{turn.t('welcome')} {turn.t('examples_intro')}", buttons=examples(turn))]


async def help_(_: Intent, turn: Turn) -> list[Reply]:
    """Everything that can be said."""
    text = turn.t("help.text").strip()
    return [
        Reply(
            f"{text}\n\n{turn.t('help.tmdb')}" if turn.catalogue.live else text,
            buttons=examples(turn),
        )
    ]


async def thanks(_: Intent, turn: Turn) -> list[Reply]:
    """You're welcome."""
    return [Reply(turn.t("thanks"))]


async def off_topic(_: Intent, turn: Turn) -> list[Reply]:
    """Back to films."""
    return [Reply(turn.t("off_topic"), buttons=((Button(turn.t("button.surprise"), Surprise()),),))]


async def unclear(_: Intent, turn: Turn) -> list[Reply]:
    """What could be said instead."""
    return [Reply(turn.t("unclear"), buttons=examples(turn))]


def examples(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """The welcome's examples, one a row."""
    return tuple((Button(text, Try(n)),) for n, text in enumerate(turn.t.choices("examples")))
