"""A server of its own for each test, the real library's bot, and a bare wire beside it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.botapi import BotApi, Person, serve_botapi


class Wire:
    """Calls as anybody could make them, without a library."""

    def __init__(self, api: BotApi, client: httpx.AsyncClient) -> None:
        self._api, self._client = api, client

    async def call(self, method: str, **given: Any) -> Any:
        """The whole answer, from a call in JSON."""
        return (await self._client.post(f"/bot{self._api.token}/{method}", json=given)).json()

    async def get(self, method: str, **given: Any) -> Any:
        """What was done."""
        answer = await self.call(method, **given)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **given: Any) -> str:
        """Why it was not done."""
        answer = await self.call(method, **given)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A server to which nobody has spoken yet."""
    async with serve_botapi() as opened:
        yield opened


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of that server."""
    async with httpx.AsyncClient(
        base_url=api.url, timeout=20, trust_env=False, verify=False
    ) as opened:
        yield opened


@pytest.fixture
async def wire(api: BotApi, client: httpx.AsyncClient) -> Wire:
    """Bare calls to that server."""
    return Wire(api, client)


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """The bot of python-telegram-bot, which speaks to that server."""
    plain = [HTTPXRequest(httpx_kwargs={"verify": False, "trust_env": False}) for _ in range(2)]
    urls = {"base_url": f"{api.url}/bot", "base_file_url": f"{api.url}/file/bot"}
    async with Bot(api.token, **urls, request=plain[0], get_updates_request=plain[1]) as opened:
        yield opened


@pytest.fixture
def ann(api: BotApi) -> Person:
    """Ann."""
    return api.person("Ann")
