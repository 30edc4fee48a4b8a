"""What services do wrong, each as something a Wire can be told to do."""

import asyncio
import random
from collections.abc import Sequence

from aiohttp import web

from tests.wires.server import Fault

_HANGING = 20.0


def status(code: int, times: int = 1_000_000, **headers: str) -> Fault:
    """Answer with a status, as often as told."""
    left = [times]

    async def fault(_: web.Request) -> web.Response | None:
        if left[0] <= 0:
            return None
        left[0] -= 1
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response({"success": False, "status_code": code}, status=code, headers=told)

    return fault


def broken(times: int = 1_000_000) -> Fault:
    """Answer with the beginning of some JSON, as often as told."""
    left = [times]

    async def fault(_: web.Request) -> web.Response | None:
        left[0] -= 1
        return (
            web.Response(text='{"page": 1, "results": [{"id": ', content_type="application/json")
            if left[0] >= 0
            else None
        )

    return fault


def hanging(times: int = 1_000_000) -> Fault:
    """Do not answer for longer than anyone waits, as often as told."""
    left = [times]

    async def fault(_: web.Request) -> web.Response | None:
        left[0] -= 1
        if left[0] >= 0:
            await asyncio.sleep(_HANGING)
        return None

    return fault


def saying(code: int, body: dict[str, object]) -> Fault:
    """Answer every request with this."""

    async def fault(_: web.Request) -> web.Response | None:
        return web.json_response(body, status=code)

    return fault


def at(path: str, fault: Fault) -> Fault:
    """A fault of the requests with that in their path only."""

    async def there(request: web.Request) -> web.Response | None:
        return await fault(request) if path in request.path else None

    return there


def now_and_then(shares: Sequence[tuple[float, Fault]], seed: int = 1) -> Fault:
    """Each fault with its probability."""
    chance = random.Random(seed)

    async def fault(request: web.Request) -> web.Response | None:
        drawn = chance.random()
        for share, one in shares:
            if drawn < share:
                return await one(request)
            drawn -= share
        return None

    return fault


def limited(rate: int) -> Fault:
    """Refuse what comes beyond ``rate`` requests in any second."""
    loop_times: list[float] = []

    async def fault(_: web.Request) -> web.Response | None:
        now = asyncio.get_running_loop().time()
        loop_times[:] = [then for then in loop_times if then > now - 1]
        if len(loop_times) >= rate:
            return web.json_response({"status_code": 25}, status=429, headers={"Retry-After": "1"})
        loop_times.append(now)
        return None

    return fault
