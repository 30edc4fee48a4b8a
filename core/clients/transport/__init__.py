"""The httpx transports that every request to an outside service passes through, outermost first.

- ``SingleFlight``: equal requests made at the same time are sent once.
- ``Cached``: answers are kept in the store, and stale ones are used when the service fails.
- ``CircuitBreaker``: after repeated failures, nothing is sent for a while.
- ``Retrying``: failed requests are sent again, within a few seconds.
- ``RateLimiter``: limits the requests a second, and pauses as long as Retry-After asks.
- ``Sending``: adds the key, so that nothing above can store or log it, and reads the whole answer.
"""

import httpx

from core.clients.transport.breaker import CircuitBreaker
from core.clients.transport.cache import Cached
from core.clients.transport.flight import SingleFlight
from core.clients.transport.rate import RateLimiter
from core.clients.transport.retry import Retrying
from core.clients.transport.sending import Sending, Sign
from core.storage.store import Store

__all__ = ["Sign", "bare", "stacked"]

_CONNECTIONS = httpx.Limits(max_connections=20, max_keepalive_connections=20, keepalive_expiry=60)


def stacked(store: Store, sign: Sign) -> httpx.AsyncBaseTransport:
    """The whole stack for one service, with its own connections."""
    return SingleFlight(Cached(CircuitBreaker(Retrying(RateLimiter(bare(sign)))), store))


def bare(sign: Sign) -> httpx.AsyncBaseTransport:
    """The innermost transport alone, for a single request whose first answer counts."""
    return Sending(httpx.AsyncHTTPTransport(limits=_CONNECTIONS, trust_env=False), sign)
