"""``parse``: prints how sentences are understood."""

import json
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from adapters.console.adapter import lines
from adapters.console.render import dump
from bot.app import App, open_app
from bot.commands.start import configured, typed, write
from bot.commands.talk import language
from core.capabilities import ROUTER
from core.dialogue.turn import Understander, Utterance
from core.errors import ConfigurationError
from core.films.wishes.wish import Wish
from core.words.text import clean


async def parse(options: Namespace) -> int:
    """Read one sentence, or each line of the input, and print the reading."""
    previous = _wish(options.previous)
    spoken = language(options.lang)
    settings = configured()
    pretty = bool(options.text) and not options.json
    async with open_app(settings) as app:
        reader = _reader(app, options.understander)
        async for sentence in _sentences(options):
            heard = _utterance(sentence, spoken or settings.default_language, previous)
            _show(await _reading(reader, heard), pretty=pretty)
    return 0


def _utterance(sentence: str, spoken: str, previous: Wish | None) -> Utterance:
    wish = None if previous is None else previous.to_dict()
    return Utterance(clean(sentence), spoken, datetime.now(UTC).date(), wish=wish)


async def _reading(reader: Understander, heard: Utterance) -> dict[str, object]:
    return ROUTER.reading((await reader.understand(heard)).intent)


async def _sentences(options: Namespace) -> AsyncIterator[str]:
    if options.text:
        yield typed(options.text)
        return
    async for line in lines(sys.stdin.buffer):
        yield line


def _show(reading: dict[str, object], *, pretty: bool) -> None:
    write(json.dumps(reading, ensure_ascii=False, indent=2) if pretty else dump(reading))


def _wish(raw: str | None) -> Wish | None:
    if raw is None:
        return None
    try:
        previous = json.loads(raw)
        # A whole reading is accepted too, so that the output of one run can be the
        # --previous of the next.
        return Wish.from_dict(previous.get("wish", previous) if "intent" in previous else previous)
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f'--previous must be a request, such as {{"genres": ["comedy"]}}: {error}.'
        ) from error


def _reader(app: App, wanted: str) -> Understander:
    """The reader to use. Raises ConfigurationError if it is the model and none is used."""
    if wanted == "offline":
        return app.readers.offline
    if wanted == "auto":
        return app.readers.auto
    if app.readers.llm is None:
        fix = (
            "Set LLM_API_KEY, or LLM_BASE_URL for your own server, and do not set LLM_WHEN to "
            "never."
        )
        raise ConfigurationError(f"--understander llm: no model is set. {fix}")
    return app.readers.llm
