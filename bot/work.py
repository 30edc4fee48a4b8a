"""``work``: the jobs, and what is said unasked on the platforms whose token is set, in any number of
processes beside ``run``.
"""

from argparse import Namespace
from dataclasses import replace

from bot.app import open_app, open_database
from bot.commands.start import configured, write
from bot.run import JOBS, Platform, asked_for, serve, until_told
from bot.settings import Settings
from core.clock import utc_now
from core.jobs import Jobs


async def work(options: Namespace) -> int:
    """Work until SIGINT or SIGTERM; with ``--retry``, only let what was given up be tried again."""
    settings = configured("info")
    if options.retry:
        return await _retry(settings)
    async with open_app(settings) as app:
        served = [*map(_delivering, asked_for(settings)), JOBS]
        await until_told(lambda stop: serve(app, served, stop, called=False))
    return 0


def _delivering(platform: Platform) -> Platform:
    """The platform, told but not heard."""
    assert platform.deliver
    return replace(platform, serve=platform.deliver)


async def _retry(settings: Settings) -> int:
    async with open_database(settings) as store:
        put_back = await store.of(Jobs).retry(utc_now())
    write(f"{put_back:,} job(s) will be tried again.")
    return 0
