"""The other way to the bot: every update is posted to an address, in order, until it is taken."""

import asyncio
import re
import time
from dataclasses import dataclass
from typing import Any

import httpx

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.updates import Updates

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0


@dataclass(frozen=True)
class Address:
    """Where updates go, and how."""

    url: str
    secret: str = ""
    max_connections: int = 40

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://127.0.0.1")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", self.secret):
            raise bad("secret token contains unallowed characters")


class Webhook:
    """Delivers what waits to the address that is set, one after the other; what is not answered
    with 2xx is repeated.
    """

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._address: Address | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._error: Json = {}

    async def set(self, address: Address | None) -> None:
        """From now on delivers there; None: nowhere."""
        await self.close()
        self._address, self._error = address, {}
        self._updates.use_webhook(address is not None)
        if address:
            self._delivery = asyncio.create_task(self._deliver(address))

    async def close(self) -> None:
        """Ends the delivery."""
        if self._delivery:
            self._delivery.cancel()
            await asyncio.wait([self._delivery])
            self._delivery = None

    def as_json(self) -> Json:
        """What getWebhookInfo says."""
        url = self._address.url if self._address else ""
        known: Json = {
            "url": url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self._address:
            known |= {
                "max_connections": self._address.max_connections,
                "ip_address": "127.0.0.1",
                **self._error,
            }
        return {
            **known,
            **({"allowed_updates": self._updates.allowed} if self._updates.allowed else {}),
        }

    async def _deliver(self, address: Address) -> None:
        pause = FIRST_PAUSE
        async with httpx.AsyncClient(timeout=10, trust_env=False, verify=False) as client:
            while not self._updates.closed:
                if not self._updates.pending:
                    await self._updates.pulse.wait(1)
                elif await self._taken(client, address, self._updates.pending[0].update):
                    self._updates.confirm_first()
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    async def _taken(self, client: httpx.AsyncClient, address: Address, update: Any) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": address.secret} if address.secret else {}
        try:
            answer = await client.post(address.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            return self._failed(str(error) or type(error).__name__)
        return answer.is_success or self._failed(
            f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        )

    def _failed(self, why: str) -> bool:
        self._error = {"last_error_date": int(time.time()), "last_error_message": why}
        return False
