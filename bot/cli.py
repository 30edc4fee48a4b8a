"""The command line: its commands and exit codes. The code of a command is imported when it runs."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib import import_module
from typing import TextIO

from core.errors import ConfigurationError, UnwatchedError

Command = Callable[[argparse.Namespace], Coroutine[None, None, int]]
DONE, UNMET, WRONG, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit code is 0 for success, 1 if the request cannot be met, and 2 for
    wrong usage or configuration.
    """
    options = parser().parse_args(arguments)
    _make_printable(sys.stdout, sys.stderr)
    try:
        return asyncio.run(_command(options.does)(options))
    except ConfigurationError as error:
        return _fail(error, WRONG)
    except UnwatchedError as error:
        return _fail(error, UNMET)
    except BrokenPipeError:
        return _nobody_reads()
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    top = argparse.ArgumentParser(
        "unwatched",
        description="A chatbot that suggests films and series you have not watched yet.",
    )
    commands = _Commands(top)
    _add_serving(commands)
    _add_talking(commands)
    _add_parse(commands)
    _add_content(commands)
    _add_checks(commands)
    _add_copies(commands)
    return top


class _Commands:
    """The commands of a parser."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self._commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(
        self, name: str, does: str, text: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        """Add a command, done by a function such as ``commands.talk:chat``."""
        description = f"{text[0].upper()}{text[1:]}."
        added = self._commands.add_parser(name, help=text, description=description, parents=parents)
        added.set_defaults(does=does)
        return added


def _add_serving(commands: _Commands) -> None:
    run = commands.add("run", "run:run", "serve every platform whose token is set")
    run.add_argument(
        "--else-chat",
        action="store_true",
        help="if no token is set, chat in the terminal instead",
    )
    work = commands.add(
        "work",
        "work:work",
        "run jobs and deliver scheduled messages, next to any number of run processes",
    )
    work.add_argument(
        "--retry",
        action="store_true",
        help="schedule the jobs that failed for good again, and exit",
    )


def _add_talking(commands: _Commands) -> None:
    person, json = _person(), _json()
    commands.add(
        "chat",
        "commands.talk:chat",
        "chat in the terminal; with piped input, each line is a message",
        person,
        json,
    )
    ask = commands.add(
        "ask", "commands.talk:ask", "send one message and print the replies", person, json
    )
    ask.add_argument("text", metavar="TEXT", nargs="+", help="the message")


def _person() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    who = "the person talking; each has their own lists (default: you)"
    parent.add_argument("--user", metavar="NAME", default="you", help=who)
    parent.add_argument(
        "--lang",
        metavar="LANG",
        help="the language to answer in: en or fr (default: the language of the message)",
    )
    return parent


def _json() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--json", action="store_true", help="print one JSON object per line")
    return parent


def _add_parse(commands: _Commands) -> None:
    parse = commands.add(
        "parse",
        "commands.parse:parse",
        "print how sentences are understood, without acting on them",
        _json(),
    )
    parse.add_argument(
        "text",
        metavar="TEXT",
        nargs="*",
        help="a sentence; if left out, each line of the input is one",
    )
    parse.add_argument(
        "--lang",
        metavar="LANG",
        help="the language of the sentences: en or fr (default: detected)",
    )
    _add_reading(parse)


def _add_reading(parse: argparse.ArgumentParser) -> None:
    who = "what reads the sentences: the rules, the model, or both as configured (default: auto)"
    parse.add_argument(
        "--understander", choices=("offline", "llm", "auto"), default="auto", help=who
    )
    parse.add_argument(
        "--previous", metavar="JSON", help='the current request, such as {"genres": ["comedy"]}'
    )


def _add_content(commands: _Commands) -> None:
    files = commands.add(
        "import",
        "commands.catalogue:import_files",
        "load catalogue files (JSON Lines, or .gz)",
    )
    files.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a catalogue file; see docs/catalogue-format.md",
    )
    commands.add(
        "migrate", "commands.database:migrate", "update the schema of the database to this version"
    )


def _add_checks(commands: _Commands) -> None:
    commands.add(
        "doctor",
        "commands.doctor:doctor",
        "check the whole configuration and say how to fix what is wrong",
        _json(),
    )
    commands.add("health", "health:health", "check that the running bot serves its platforms")


def _add_copies(commands: _Commands) -> None:
    backup = commands.add(
        "backup", "commands.database:backup", "copy the database, even while it is in use"
    )
    backup.add_argument("path", metavar="PATH", help="the file to write")
    restore = commands.add(
        "restore",
        "commands.database:restore",
        "verify a backup and put it in place of the database",
    )
    restore.add_argument("path", metavar="PATH", help="a file written by backup")


def _command(does: str) -> Command:
    module, _, name = does.partition(":")
    command: Command = getattr(import_module(f"bot.{module}"), name)
    return command


def _fail(error: UnwatchedError, code: int) -> int:
    sys.stderr.write(f"{error}\n")
    return code


def _make_printable(*streams: TextIO) -> None:
    """Write UTF-8 to pipes. On a terminal, show ``?`` for characters it does not have."""
    for stream in streams:
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[attr-defined]


def _nobody_reads() -> int:
    # Otherwise Python would print another error when it flushes standard output at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
