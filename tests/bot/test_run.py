"""Serving platforms side by side, and stopping them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.shared.service import Service
from bot.app import App, open_app
from bot.run import Platform, serve
from bot.settings import Settings


@pytest.fixture
async def app(data: Path) -> AsyncIterator[App]:
    async with open_app(Settings.read()) as app:
        yield app


class Wire:
    """A platform at the end of a wire: it ends politely, or not at all, or falls over."""

    def __init__(self, *, polite: bool = True, falls: bool = False) -> None:
        self.polite, self.falls = polite, falls
        self.serving = asyncio.Event()
        self.ended = ""

    async def serve(self, app: App, service: Service, stop: asyncio.Event) -> None:
        self.serving.set()
        try:
            if self.falls:
                raise ConnectionError("the wire is cut")
            await stop.wait()
            if not self.polite:
                await asyncio.Event().wait()
            self.ended = "politely"
        except asyncio.CancelledError:
            self.ended = "cut off"
            raise


async def test_every_platform_serves_until_told_to_stop(app: App) -> None:
    one, other, stop = Wire(), Wire(), asyncio.Event()
    serving = asyncio.create_task(
        serve(app, [Platform("One", "", one.serve), Platform("Other", "", other.serve)], stop)
    )
    await one.serving.wait()
    await other.serving.wait()
    stop.set()
    await serving
    assert (one.ended, other.ended) == ("politely", "politely")


async def test_one_that_does_not_finish_is_cut_off_when_its_time_is_over(app: App) -> None:
    quick, slow, stop = Wire(), Wire(polite=False), asyncio.Event()
    stop.set()
    await serve(
        app,
        [Platform("Quick", "", quick.serve), Platform("Slow", "", slow.serve)],
        stop,
        drain=0.05,
    )
    assert (quick.ended, slow.ended) == ("politely", "cut off")


async def test_one_that_falls_over_takes_the_program_down_rather_than_leaving_it_half_alive(
    app: App,
) -> None:
    good, bad = Wire(), Wire(falls=True)
    with pytest.raises(ExceptionGroup) as caught:
        await serve(
            app, [Platform("Good", "", good.serve), Platform("Bad", "", bad.serve)], asyncio.Event()
        )
    assert caught.group_contains(ConnectionError)
    assert good.ended == "cut off"
