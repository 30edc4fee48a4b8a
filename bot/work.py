"""``work``: runs jobs and delivers scheduled messages on the platforms whose token is set. Any
number of these processes can run next to ``run``.
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
    """Work until SIGINT or SIGTERM. With ``--retry``, only schedule the failed jobs again."""
    settings = configured("info")
    if options.retry:
        return await _retry(settings)
    async with open_app(settings) as app:
        served = [*map(_delivering, asked_for(settings)), JOBS]
        await until_told(lambda stop: serve(app, served, stop, called=False))
    return 0


def _delivering(platform: Platform) -> Platform:
    """The platform, only to deliver messages on it."""
    assert platform.deliver
    return replace(platform, serve=platform.deliver)


async def _retry(settings: Settings) -> int:
    async with open_database(settings) as store:
        put_back = await store.of(Jobs).retry(utc_now())
    write(f"{put_back:,} job(s) will be tried again.")
    return 0
