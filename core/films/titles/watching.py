"""Where a title can be watched: the services that offer it, and how."""

import re
from dataclasses import dataclass
from enum import IntFlag

from core.words.text import fold


class OfferType(IntFlag):
    """How a service offers a title. The values stand in the database."""

    SUBSCRIPTION = 1
    FREE = 2
    RENT = 4
    BUY = 8


# What "on Netflix" means: at no further cost.
INCLUDED = OfferType.SUBSCRIPTION | OfferType.FREE


@dataclass(frozen=True, slots=True)
class Offer:
    """A service that offers a title in a region (ISO 3166-1)."""

    region: str
    provider_id: int
    provider: str
    types: OfferType


@dataclass(frozen=True, slots=True)
class WhereToWatch:
    """The services that offer a title in a region, by type."""

    region: str
    services: dict[OfferType, tuple[str, ...]]


def provider_key(name: str) -> str:
    """What the spellings of one service have in common: "Disney+" and "Disney Plus"."""
    return re.sub(r" plus\b", "", fold(name.replace("+", " plus")))


def is_called(provider: str, asked: str) -> bool:
    """Whether a service is the one asked for or a variant of it: "Netflix Standard with Ads" is
    Netflix.
    """
    key, wanted = provider_key(provider), provider_key(asked)
    return key == wanted or key.startswith(f"{wanted} ")
