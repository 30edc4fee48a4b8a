"""``parse``: what sentences are understood as."""

import json
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from adapters.console import lines
from adapters.console_render import dump
from bot.app import App, open_app
from bot.commands.start import configured, typed, write
from bot.commands.talk import language
from core.errors import ConfigurationError
from core.hygiene import clean
from core.movies.wish import Wish
from core.understanding import Heard
from core.understanding.readings import to_reading


async def parse(options: Namespace) -> int:
    """Read one sentence, or each line of the input, and print the reading."""
    previous = _wish(options.previous)
    spoken = language(options.lang)
    settings = configured()
    _check(options.understander)
    async with open_app(settings) as app:
        async for sentence in _sentences(options):
            heard = Heard(clean(sentence), spoken or settings.default_language, datetime.now(UTC).date(), wish=previous)
            _show(await _reading(app, heard), pretty=bool(options.text) and not options.json)
    return 0


async def _reading(app: App, heard: Heard) -> dict[str, object]:
    return to_reading((await app.understander.understand(heard)).intent)


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
        # A whole reading is taken as well, so that one answer can be the next one's --previous.
        return Wish.from_dict(previous.get("wish", previous) if "intent" in previous else previous)
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(f'--previous must be a wish, such as {{"genres": ["comedy"]}}: {error}.') from error


def _check(understander: str) -> None:
    if understander == "llm":
        raise ConfigurationError("--understander llm: this version has no model to ask yet; use offline or auto.")
