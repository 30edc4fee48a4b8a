"""Where a title can be watched: services, and the ways they offer it."""

import re
from dataclasses import dataclass
from enum import IntFlag

from core.words.folding import fold


class OfferType(IntFlag):
    """How a service offers a title. The values stand in the database."""

    SUBSCRIPTION = 1
    FREE = 2
    RENT = 4
    BUY = 8


# What "on Netflix" means: no further payment for this title.
INCLUDED = OfferType.SUBSCRIPTION | OfferType.FREE


@dataclass(frozen=True, slots=True)
class Offer:
    """A service that has a title in a region (ISO 3166-1)."""

    region: str
    provider_id: int
    provider: str
    ways: OfferType


@dataclass(frozen=True, slots=True)
class WhereToWatch:
    """The services that have a title in a region, by way."""

    region: str
    services: dict[OfferType, tuple[str, ...]]


def provider_key(name: str) -> str:
    """What spellings of one service share: "Disney+" and "Disney Plus", "Canal+" and "CANAL+"."""
    return re.sub(r" plus\b", "", fold(name.replace("+", " plus")))


def is_called(provider: str, asked: str) -> bool:
    """Whether a service is the one asked for or a variant of it: "Netflix Standard with Ads" is
    Netflix.
    """
    known, wanted = provider_key(provider), provider_key(asked)
    return known == wanted or known.startswith(f"{wanted} ")
