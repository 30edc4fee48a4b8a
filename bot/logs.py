"""Structured logs on standard error, without secrets in messages, arguments and exceptions."""

import logging
import re
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Settings

MASK = "[redacted]"
_SHORTEST = 4
_TOKENS = re.compile(
    r"""
      (?<!\d)\d{6,12}:[\w-]{30,}                             # a Telegram bot token
    | \b[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}                # a Discord bot token
    | \beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}                  # a JSON web token, such as TMDB's
    | \b(?:sk|pk|rk)-[\w-]{16,}                             # a model provider's key
    | (?<=://)[^\s/:@]*:[^\s/]+(?=@)                        # name and password within a URL
    | (?i:                                                  # whatever is called a secret
        (?<=bearer\s)|(?<=apikey=)|(?<=api_key=)|(?<=token=)|(?<=password=)|(?<=passfile=)
      )[^\s&"',;]+
    """,
    re.VERBOSE,
)


class Redact:
    """A structlog processor that masks the given secrets and everything that looks like a token."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted(
            (secret for secret in secrets if len(secret) >= _SHORTEST), key=len, reverse=True
        )
        self._known = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        """Mask every part of the event."""
        return {
            str(self._clean(key)): self._clean(value) if key[:1] != "_" else value
            for key, value in event.items()
        }

    def text(self, text: str) -> str:
        """Mask every secret in the text."""
        return _TOKENS.sub(MASK, self._known.sub(MASK, text))

    def _clean(self, value: object) -> object:
        match value:
            case None | bool() | float():
                return value
            case int():
                return value if self.text(str(value)) == str(value) else MASK
            case str():
                return self.text(value)
            case dict():
                return {self._clean(key): self._clean(item) for key, item in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self._clean(item) for item in value]
            case _:
                return self.text(str(value))


def set_up(settings: Settings, level: str = "info", stream: TextIO | None = None) -> None:
    """Send the logs of the program and its libraries to ``stream``. LOG_LEVEL takes precedence over
    ``level``.
    """
    _structlog()
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(settings))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel((settings.log_level or level).upper())
    _quieten()
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_crash


def _formatter(settings: Settings) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            Redact(settings.secrets()),
            *_render(settings.log_format),
        ],
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]


def _structlog() -> None:
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _render(form: str) -> list[Processor]:
    if form == "json":
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    ]


def _quieten() -> None:
    # At INFO, httpx logs whole URLs, and a Telegram URL holds the bot's token.
    for name in (
        "httpx",
        "httpcore",
        "httpx2",
        "httpcore2",
        "asyncio",
        "openai",
        "uvicorn",
        "discord",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    log = logging.getLogger("bot")
    log.critical("the program stopped unexpectedly", exc_info=(kind, error, trace))
