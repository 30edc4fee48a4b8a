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
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, does: str, text: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.", parents=parents
        )
        added.set_defaults(does=does)
        return added

    person, json = _person(), _json()
    run = command("run", "run:run", "serve every platform whose token is set")
    run.add_argument(
        "--else-chat",
        action="store_true",
        help="if no token is set, chat in the terminal instead",
    )
    work = command(
        "work",
        "work:work",
        "run jobs and deliver scheduled messages, next to any number of run processes",
    )
    work.add_argument(
        "--retry",
        action="store_true",
        help="schedule the jobs that failed for good again, and exit",
    )
    command(
        "chat",
        "commands.talk:chat",
        "chat in the terminal; with piped input, each line is a message",
        person,
        json,
    )
    ask = command(
        "ask", "commands.talk:ask", "send one message and print the replies", person, json
    )
    ask.add_argument("text", metavar="TEXT", nargs="+", help="the message")
    _add_parse(
        command(
            "parse",
            "commands.parse:parse",
            "print how sentences are understood, without acting on them",
            json,
        )
    )
    files = command(
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
    command(
        "migrate", "commands.database:migrate", "update the schema of the database to this version"
    )
    command(
        "doctor",
        "commands.doctor:doctor",
        "check the whole configuration and say how to fix what is wrong",
        json,
    )
    command("health", "health:health", "check that the running bot serves its platforms")
    backup = command(
        "backup", "commands.database:backup", "copy the database, even while it is in use"
    )
    backup.add_argument("path", metavar="PATH", help="the file to write")
    restore = command(
        "restore",
        "commands.database:restore",
        "verify a backup and put it in place of the database",
    )
    restore.add_argument("path", metavar="PATH", help="a file written by backup")
    return top


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


def _add_parse(parse: argparse.ArgumentParser) -> None:
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
    who = "what reads the sentences: the rules, the model, or both as configured (default: auto)"
    parse.add_argument(
        "--understander", choices=("offline", "llm", "auto"), default="auto", help=who
    )
    parse.add_argument(
        "--previous", metavar="JSON", help='the current request, such as {"genres": ["comedy"]}'
    )


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
