"""``doctor``: runs every check and prints the results."""

import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from dataclasses import asdict

from adapters.console.render import dump
from bot import logs
from bot.checks import EACH_SETTING, OF_MACHINE, OF_SETTINGS, Check, Verdict, names_in_env_file
from bot.commands.start import write
from bot.database_checks import catalogue, database
from bot.job_checks import jobs
from bot.model_checks import model
from bot.platform_checks import discord, telegram
from bot.service_checks import OF_SERVICES
from bot.settings import Settings
from core.errors import ConfigurationError

_COLOURS: dict[Verdict, str] = {"pass": "green", "warn": "yellow", "fail": "bold red"}


async def doctor(options: Namespace) -> int:
    """Print every check. Return 1 if one failed."""
    checks = [check async for check in examine()]
    for check in checks:
        if options.json:
            write(dump(asdict(check)))
        else:
            _show(check)
    return int(any(check.verdict == "fail" for check in checks))


async def examine() -> AsyncIterator[Check]:
    """Run every check. Without readable settings, leave out the checks that depend on them."""
    for machine in OF_MACHINE:
        yield machine()
    try:
        settings = Settings.read()
        named = list(names_in_env_file())
    except ConfigurationError as error:
        yield Check("settings", "fail", str(error), "Correct this setting, then run doctor again.")
        return
    logs.set_up(settings, "error")
    for check in named or [Check("settings", "pass", "every variable is known and valid")]:
        yield check
    for examined in (_with_settings, telegram, discord, model, _with_services, _with_database):
        async for check in examined(settings):
            yield check


async def _with_settings(settings: Settings) -> AsyncIterator[Check]:
    for about in OF_SETTINGS:
        yield about(settings)
    for several in EACH_SETTING:
        for check in several(settings):
            yield check


async def _with_services(settings: Settings) -> AsyncIterator[Check]:
    for service in OF_SERVICES:
        if found := await service(settings):
            yield found


async def _with_database(settings: Settings) -> AsyncIterator[Check]:
    stands = await database(settings)
    yield stands
    if stands.verdict == "pass":
        yield await catalogue(settings)
        async for check in jobs(settings):
            yield check


def _show(check: Check) -> None:
    fix = f"\n      {check.fix}" if check.fix else ""
    says = f"  {check.name}: {check.says}{fix}"
    if sys.stdout.isatty():
        _print_coloured(check.verdict, says)
    else:
        write(f"{check.verdict}{says}")


def _print_coloured(verdict: Verdict, says: str) -> None:
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False).print(Text.assemble((verdict, _COLOURS[verdict]), says))
