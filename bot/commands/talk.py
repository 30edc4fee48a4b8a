"""``chat`` and ``ask``: conversations in the terminal or through pipes."""

import sys
from argparse import Namespace

from adapters.console.adapter import Dialogue, dialogue, talk_in_pipe, talk_on_terminal
from adapters.console.faces import Drawn, Face, Json, Plain
from bot.app import App, open_app
from bot.commands.start import configured, typed, write
from core.errors import ConfigurationError
from core.words.speech import languages
from core.words.text import clean


async def chat(options: Namespace) -> int:
    """Chat until the person leaves or the input ends."""
    async with open_app(configured()) as app, app.jobs:
        if options.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            await _chat_in_pipe(app, options)
        else:
            await _chat_on_terminal(app, options)
    return 0


async def _chat_in_pipe(app: App, options: Namespace) -> None:
    face = Json(write) if options.json else Plain(write)
    await talk_in_pipe(_dialogue(app, options, face), sys.stdin.buffer)


async def _chat_on_terminal(app: App, options: Namespace) -> None:
    face = _drawn()
    history = app.settings.data_dir / "history"
    await talk_on_terminal(_dialogue(app, options, face), face.console, history)


async def ask(options: Namespace) -> int:
    """Send one message and print the replies."""
    async with open_app(configured()) as app:
        face = Json(write) if options.json else _shown()
        await _dialogue(app, options, face).say(typed(options.text))
    return 0


def _shown() -> Drawn | Plain:
    """Cards drawn in a terminal, plain text in a pipe."""
    return _drawn() if sys.stdout.isatty() else Plain(write)


def _drawn() -> Drawn:
    from rich.console import Console

    return Drawn(Console(highlight=False))


def _dialogue(app: App, options: Namespace, face: Face) -> Dialogue:
    name = clean(typed([options.user]))
    if not name:
        raise ConfigurationError("--user needs a name, such as --user ana.")
    return dialogue(
        app.conversation,
        face,
        name,
        language(options.lang),
        app.settings.default_language,
        app.store,
    )


def language(wanted: str | None) -> str | None:
    """The language asked for. Raises ConfigurationError if the bot does not speak it."""
    if wanted is not None and wanted.lower() not in languages():
        raise ConfigurationError(f"--lang must be one of: {', '.join(languages())}.")
    return wanted and wanted.lower()
