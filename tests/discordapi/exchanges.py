"""Interactions: acknowledged within three seconds and once, then spoken of by token for a quarter
of an hour.
"""

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from tests.discordapi.command_rules import check_autocomplete
from tests.discordapi.components import check_modal
from tests.discordapi.errors import Refused, invalid, unknown
from tests.discordapi.messages import content_of
from tests.discordapi.places import EPHEMERAL, LOADING, Channel, Json, Post
from tests.discordapi.rules import check_not_empty
from tests.discordapi.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
SAID, THINKS, UPDATES_LATER, UPDATES, OFFERS, ASKS = 4, 5, 6, 7, 8, 9
_ANSWERS = {
    COMMAND: {SAID, THINKS, ASKS},
    COMPONENT: {SAID, THINKS, UPDATES_LATER, UPDATES, ASKS},
    AUTOCOMPLETE: {OFFERS},
    MODAL: {SAID, THINKS, UPDATES_LATER, UPDATES},
}


@dataclass(eq=False)
class Exchange:
    """One interaction and what became of it; ``lag`` is how long the bot took to acknowledge it, in
    seconds.
    """

    id: str
    kind: int
    user: Json
    channel: Channel
    source: Post | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    made: float = field(default_factory=time.monotonic)
    answered: int | None = None
    data: Json = field(default_factory=dict)
    lag: float = 0.0
    original: Post | None = None
    followups: list[Post] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def asked(self) -> Json:
        """The form the bot opened."""
        assert self.answered == ASKS, f"no form was opened: {self.answered}"
        return self.data

    @property
    def offered(self) -> list[Json]:
        """What was offered while typing."""
        return self.data.get("choices") or []


class Exchanges:
    """All interactions of one bot. ``in_time`` and ``token_life`` are Discord's seconds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.all: dict[str, Exchange] = {}
        self._by_token: dict[str, Exchange] = {}
        self.in_time, self.token_life = 3.0, 900.0
        self.refusals: list[str] = []

    def begin(
        self, kind: int, user: Json, channel: Channel, source: Post | None = None, age: float = 0.0
    ) -> Exchange:
        """Somebody did something, ``age`` seconds ago."""
        made = time.monotonic() - age
        exchange = Exchange(self._world.snowflake(age), kind, user, channel, source, made=made)
        self.all[exchange.id] = self._by_token[exchange.token] = exchange
        return exchange

    def acknowledge(self, number: str, token: str, body: Json, files: Any) -> Json:
        """The bot's first word; raises Refused when it comes too late, or is not the first."""
        exchange = self.all.get(number)
        try:
            return self._acknowledged(exchange, token, body, files)
        except Refused as refused:
            self.refusals.append(str(refused))
            raise

    def _acknowledged(self, exchange: Exchange | None, token: str, body: Json, files: Any) -> Json:
        if (
            exchange is None
            or exchange.token != token
            or time.monotonic() - exchange.made > self.in_time
        ):
            raise unknown("interaction")
        if exchange.answered is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body.get("type"), body.get("data") or {}
        if kind not in _ANSWERS[exchange.kind] or (
            kind in {UPDATES, UPDATES_LATER} and not exchange.source
        ):
            raise invalid("type", f"Value must be one of {sorted(_ANSWERS[exchange.kind])}.")
        self._take(exchange, kind, data, files)
        exchange.answered, exchange.lag = kind, time.monotonic() - exchange.made
        exchange.heard.set()
        return self._told(exchange)

    def _take(self, exchange: Exchange, kind: int, data: Json, files: Any) -> None:
        if kind == OFFERS:
            check_autocomplete(data.get("choices") or [])
        if kind == ASKS:
            check_modal(data)
        exchange.data = data
        if kind == THINKS:
            exchange.original = self._write(
                exchange, {"flags": LOADING | (data.get("flags", 0) & EPHEMERAL)}, data
            )
        elif kind == SAID:
            exchange.original = self._write(exchange, content_of(self._world, data, files), data)
        elif kind in {UPDATES, UPDATES_LATER}:
            exchange.original = exchange.source
            if kind == UPDATES and exchange.source:
                self._world.change(
                    exchange.source, content_of(self._world, data, files, exchange.source)
                )

    def _write(
        self, exchange: Exchange, content: Json, data: Json, after: Post | None = None
    ) -> Post:
        viewer = exchange.user["id"] if data.get("flags", 0) & EPHEMERAL else None
        flags = content.get("flags", 0) | (EPHEMERAL if viewer else 0)
        by = {
            "id": exchange.id,
            "type": exchange.kind,
            "user": exchange.user,
            "authorizing_integration_owners": {},
        }
        if after:
            by["original_response_message_id"] = after.id
        origin = {
            "interaction_metadata": by,
            "application_id": self._world.bot["id"],
            "webhook_id": self._world.bot["id"],
        }
        return self._world.write(
            exchange.channel, self._world.bot, {**content, **origin, "flags": flags}, viewer
        )

    def _told(self, exchange: Exchange) -> Json:
        post = exchange.original
        about = {"id": exchange.id, "type": exchange.kind, "response_message_id": post and post.id}
        about |= {
            "response_message_loading": bool(post and post.loading),
            "response_message_ephemeral": bool(post and post.ephemeral),
        }
        shown = post if exchange.answered in {SAID, UPDATES} else None
        resource = (
            {"resource": {"type": exchange.answered, "message": shown.fields}} if shown else {}
        )
        return {"interaction": about, **resource}

    def of_token(self, token: str) -> Exchange | None:
        """The interaction a token speaks of, whatever has become of it."""
        return self._by_token.get(token)

    def by_token(self, application: str, token: str) -> Exchange:
        """The interaction a token speaks of; raises Refused where there is none, or it is too old,
        or not acknowledged yet.
        """
        exchange = self._by_token.get(token)
        if exchange is None or application != self._world.bot["id"] or exchange.answered is None:
            raise unknown("Webhook")
        if time.monotonic() - exchange.made > self.token_life:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return exchange

    def post(self, exchange: Exchange, number: str) -> Post:
        """``@original``, or a message that followed; raises Refused where it is gone."""
        ours = [exchange.original, *exchange.followups]
        found = (
            exchange.original
            if number == "@original"
            else next((one for one in ours if one and one.id == number), None)
        )
        if found is None or found.deleted:
            raise unknown("Message")
        return found

    def edit(self, exchange: Exchange, number: str, body: Json, files: Any) -> Post:
        """Changes a message of the interaction; the first change of a deferred one is its
        answer.
        """
        post = self.post(exchange, number)
        content = content_of(self._world, body, files, post)
        check_not_empty({**post.fields, **content})
        self._world.change(post, {**content, "flags": post.fields["flags"] & ~LOADING})
        return post

    def follow(self, exchange: Exchange, body: Json, files: Any) -> Post:
        """A further message; where the bot is still thinking, it is the answer itself."""
        check_not_empty(body)
        if exchange.original and exchange.original.loading:
            return self.edit(exchange, "@original", body, files)
        content = content_of(self._world, body, files)
        post = self._write(exchange, content, body, exchange.original)
        exchange.followups.append(post)
        return post
