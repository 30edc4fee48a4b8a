"""The picture of a card, as bytes a platform takes: its poster if it can be had, else one drawn for
it.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from adapters.shared.posters.drawing import draw
from core.dialogue.replies import Card
from core.words.speech import speech

_LONGEST_SIDE = 1280
_SLIMMEST = 4.0
_FORMATS = ("JPEG", "PNG", "WEBP")

Fetch = Callable[[str], Awaitable[bytes | None]]


class Posters:
    """Pictures of cards. ``fetch`` gets the bytes of an address, or None."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._one = asyncio.Lock()  # many threads at work would leave no time to whoever listens

    async def picture(self, card: Card, language: str) -> bytes:
        """A JPEG of the card; there always is one."""
        content = await self._fetch(card.poster_url) if card.poster_url else None
        async with self._one:
            poster = await asyncio.to_thread(usable, content) if content else None
            return await asyncio.to_thread(drawn, card, language) if poster is None else poster


def drawn(card: Card, language: str) -> bytes:
    """A poster drawn for the card."""
    return draw(
        card, speech(language).rating(card.imdb_rating) if card.imdb_rating is not None else ""
    )


def usable(content: bytes) -> bytes | None:
    """The picture as a JPEG no platform refuses, or None when it is no picture at all, or far too
    slim.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            wide, high = sorted(picture.size)
            if not wide or high / wide > _SLIMMEST:
                return None
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            small = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = BytesIO()
    small.save(out, "JPEG", quality=88)
    return out.getvalue()


def key(card: Card, language: str) -> str:
    """What a picture shows, in short: two cards with the same key look the same."""
    shown = (
        card.kind,
        card.id,
        language,
        card.poster_url,
        card.title,
        card.year,
        card.genres,
        card.imdb_rating,
    )
    return hashlib.blake2b(repr(shown).encode(errors="replace"), digest_size=12).hexdigest()
