"""How an answer reaches a person where Discord refuses it: by other routes, in other looks.
Pure.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import product

import discord

from adapters.discord.reading import Place, Way
from core.dialogue.replies import Details, Reply, Show


class Route(StrEnum):
    """A way to a person: the message that was acknowledged, a further one by the interaction's
    token, an earlier answer, one in the channel, one in the private chat.
    """

    EDIT = "edit"
    FOLLOW = "follow"
    CHANGE = "change"
    CHANNEL = "channel"
    DIRECT = "direct"


class Look(StrEnum):
    """How much of a reply is shown: all; no embed and no picture; no buttons either; an apology
    instead.
    """

    FULL = "full"
    PLAIN = "plain"
    WORDS = "words"
    SORRY = "sorry"


BY_TOKEN = frozenset({Route.EDIT, Route.FOLLOW})
_IN_CHANNEL = frozenset({Route.CHANGE, Route.CHANNEL})

MESSAGE_GONE = 10008
_TOKEN_OVER = frozenset({10015, 10062, 50027})
_CLOSED = frozenset({10003, 10013, 50001, 50007})  # no such channel or user, no access to them
_UNAUTHORIZED, _NOT_FOUND = 401, 404


def attempts(
    place: Place, reply: Reply, *, edits: bool, changes: bool = False, asked: bool
) -> Iterator[tuple[Route, Look]]:
    """What to try, in order. ``edits`` is whether the reply belongs in the message that was
    acknowledged, ``changes`` whether it takes the place of an earlier answer; ``asked`` is whether
    somebody waits for it, who gets an apology at the end.
    """
    alone, looks = reply.show is Show.TOAST, _looks(reply)
    routes = _routes(place, edits=edits, changes=changes, alone=alone)
    for route, look in product(routes, looks):
        forbidden = place.plain and route in _IN_CHANNEL and Look.PLAIN in looks
        if not (forbidden and look is Look.FULL):
            yield route, look
    if asked:
        apologies = dict.fromkeys((*routes, Route.CHANNEL))
        yield from ((route, Look.SORRY) for route in apologies)


def shut_by(error: discord.HTTPException, route: Route) -> frozenset[Route]:
    """The routes that are closed for good by a refusal; none where another look may do."""
    if error.code == MESSAGE_GONE:
        return frozenset({route})
    if error.code in _TOKEN_OVER or error.status in (_UNAUTHORIZED, _NOT_FOUND):
        return BY_TOKEN if route in BY_TOKEN else frozenset({route})
    return frozenset({route}) if error.code in _CLOSED else frozenset()


def is_closed(error: discord.HTTPException) -> bool:
    """Whether the bot may not write there at all."""
    return error.code in _CLOSED or isinstance(error, discord.Forbidden | discord.NotFound)


def _routes(place: Place, *, edits: bool, changes: bool, alone: bool) -> list[Route]:
    by_token = place.way is not Way.POST
    open_ = {
        Route.EDIT: by_token and edits,
        Route.FOLLOW: by_token,
        Route.CHANGE: changes and not place.hidden,
        Route.CHANNEL: not (place.hidden or (alone and place.guild)),
        Route.DIRECT: place.user != 0,
    }
    return [route for route, is_open in open_.items() if is_open]


def _looks(reply: Reply) -> list[Look]:
    """The looks in which a reply is itself; what brings files is nothing without them."""
    if reply.files:
        return [Look.FULL]
    embedded = reply.card is not None or isinstance(reply.body, Details)
    looks = [Look.FULL, Look.PLAIN] if embedded else [Look.FULL]
    return [*looks, Look.WORDS] if reply.buttons else looks
