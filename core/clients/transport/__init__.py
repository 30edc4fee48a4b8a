"""What every request to an outside service goes through, as httpx transports of one shape, the
outermost first.

SingleFlight   equal requests that are under way at once are one request Cached         answers are
kept in the store; one past its time still serves when the service does not Guarded        a service
that keeps failing is left alone for a while Retrying       what failed is tried again, within a few
seconds Paced          so many requests a second, and silence for as long as Retry-After asks
Sending        adds the key, so that nothing above can keep or log it, and reads the whole answer
"""

import httpx

from core.clients.transport.breaker import Guarded
from core.clients.transport.cache import Cached
from core.clients.transport.flight import SingleFlight
from core.clients.transport.rate import Paced
from core.clients.transport.retry import Retrying
from core.clients.transport.sending import Sending, Sign
from core.storage.store import Store

__all__ = ["Sign", "bare", "stacked"]

_CONNECTIONS = httpx.Limits(max_connections=20, max_keepalive_connections=20, keepalive_expiry=60)


def stacked(store: Store, sign: Sign) -> httpx.AsyncBaseTransport:
    """The whole stack for one service, over connections of its own."""
    return SingleFlight(Cached(Guarded(Retrying(Paced(bare(sign)))), store))


def bare(sign: Sign) -> httpx.AsyncBaseTransport:
    """The innermost step alone, for one request of which the first answer counts."""
    return Sending(httpx.AsyncHTTPTransport(limits=_CONNECTIONS, trust_env=False), sign)
