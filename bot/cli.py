"""The command line: what can be asked for, and what the exit code says. Commands are imported only
when called.
"""

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
    """Run one command. The exit code: 0 done, 1 the request could not be met, 2 wrong usage or
    configuration.
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
        "unwatched", description="A chatbot that finds the films and series you did not watch yet."
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
        help="with no token set, start the terminal dialogue instead",
    )
    command(
        "chat",
        "commands.talk:chat",
        "talk in the terminal; piped, one input line is one message",
        person,
        json,
    )
    ask = command("ask", "commands.talk:ask", "send one message and show its replies", person, json)
    ask.add_argument("text", metavar="TEXT", nargs="+", help="the message")
    _add_parse(
        command(
            "parse",
            "commands.parse:parse",
            "show how sentences are understood, without acting on them",
            json,
        )
    )
    files = command(
        "import",
        "commands.catalogue:import_files",
        "load catalogue files (JSON Lines, .gz too), each wholly or not at all",
    )
    files.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a catalogue file; docs/catalogue-format.md says what it holds",
    )
    command(
        "migrate", "commands.database:migrate", "bring the database to the schema of this version"
    )
    command(
        "doctor",
        "commands.doctor:doctor",
        "check everything an operator can get wrong, and say how to mend it",
        json,
    )
    command("health", "health:health", "ask the running program whether it serves its platforms")
    backup = command("backup", "commands.database:backup", "copy the database while it is in use")
    backup.add_argument("path", metavar="PATH", help="the file to write")
    restore = command(
        "restore", "commands.database:restore", "put a backup back, once it has been verified"
    )
    restore.add_argument("path", metavar="PATH", help="a file that backup wrote")
    return top


def _person() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    who = "who is talking; each name has marks of its own (default: you)"
    parent.add_argument("--user", metavar="NAME", default="you", help=who)
    parent.add_argument(
        "--lang",
        metavar="LANG",
        help="the language to answer in: en or fr (default: that of the message)",
    )
    return parent


def _json() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--json", action="store_true", help="print one JSON object a line")
    return parent


def _add_parse(parse: argparse.ArgumentParser) -> None:
    parse.add_argument(
        "text",
        metavar="TEXT",
        nargs="*",
        help="a sentence; without it, one sentence per input line",
    )
    parse.add_argument(
        "--lang",
        metavar="LANG",
        help="the language of the sentences, where they don't show it: en or fr",
    )
    who = "who reads them: the embedded rules, the model, or the first that can (default: auto)"
    parse.add_argument(
        "--understander", choices=("offline", "llm", "auto"), default="auto", help=who
    )
    parse.add_argument(
        "--previous", metavar="JSON", help='the wish in progress, such as {"genres": ["comedy"]}'
    )


def _command(does: str) -> Command:
    module, _, name = does.partition(":")
    command: Command = getattr(import_module(f"bot.{module}"), name)
    return command


def _fail(error: UnwatchedError, code: int) -> int:
    sys.stderr.write(f"{error}\n")
    return code


def _make_printable(*streams: TextIO) -> None:
    """No letter stops the program: pipes get UTF-8, and a terminal that lacks a letter gets a
    question mark.
    """
    for stream in streams:
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[attr-defined]


def _nobody_reads() -> int:
    # Python would complain once more when it flushes standard output at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
