"""``doctor``: every check, one line each, and an exit code that says whether one failed."""

import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from dataclasses import asdict

from adapters.console.render import dump
from bot import logs
from bot.checks import EACH_SETTING, OF_MACHINE, OF_SETTINGS, Check, names_in_env_file
from bot.commands.start import write
from bot.database_checks import catalogue, database
from bot.model_checks import model
from bot.platform_checks import discord, telegram
from bot.service_checks import OF_SERVICES
from bot.settings import Settings
from core.errors import ConfigurationError

_COLOURS = {"pass": "green", "warn": "yellow", "fail": "bold red"}


async def doctor(options: Namespace) -> int:
    """Say how everything stands; 1 when a check failed."""
    checks = [check async for check in examine()]
    for check in checks:
        if options.json:
            write(dump(asdict(check)))
        else:
            _show(check)
    return int(any(check.verdict == "fail" for check in checks))


async def examine() -> AsyncIterator[Check]:
    """Every check there is. Where the settings cannot be read, what depends on them is left out."""
    for machine in OF_MACHINE:
        yield machine()
    try:
        settings = Settings.read()
        named = list(names_in_env_file())
    except ConfigurationError as error:
        yield Check(
            "settings", "fail", str(error), "Mend what the line says, then ask the doctor again."
        )
        return
    logs.set_up(settings, "error")
    for check in named or [Check("settings", "pass", "every variable is known and makes sense")]:
        yield check
    for about in OF_SETTINGS:
        yield about(settings)
    for several in EACH_SETTING:
        for check in several(settings):
            yield check
    for examined in (telegram, discord, model):
        async for check in examined(settings):
            yield check
    for service in OF_SERVICES:
        if found := await service(settings):
            yield found
    stands = await database(settings)
    yield stands
    if stands.verdict == "pass":
        yield await catalogue(settings)


def _show(check: Check) -> None:
    lines = [
        f"{check.verdict}  {check.name}: {check.says}",
        *([f"      {check.fix}"] if check.fix else []),
    ]
    if not sys.stdout.isatty():
        write("\n".join(lines))
        return
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False).print(
        Text.assemble((lines[0][:4], _COLOURS[check.verdict]), "\n".join(lines)[4:])
    )
