"""Pictures on Telegram: uploaded once, then sent again by the id Telegram gave them."""

from dataclasses import dataclass

import telegram

from adapters.shared.posters.posters import Posters, key
from core.dialogue.replies import Card
from core.storage.store import Store
from core.storage.uploads import PictureIds


@dataclass(frozen=True, slots=True)
class Picture:
    """A card's picture: its key, and the file id or, where it was not uploaded yet, the bytes."""

    key: str
    media: str | bytes

    @property
    def known(self) -> bool:
        """Whether Telegram has it."""
        return isinstance(self.media, str)


class UploadedPictures:
    """The pictures one bot has uploaded."""

    def __init__(self, store: Store, posters: Posters, bot_id: int) -> None:
        self._store = store
        self._posters = posters
        self._platform = f"telegram:{bot_id}"

    async def of(self, card: Card, language: str) -> Picture:
        """A card's picture, to be sent."""
        name = key(card, language)
        known = await self._store.of(PictureIds).known(self._platform, [name])
        return Picture(name, known.get(name) or await self._posters.picture(card, language))

    async def afresh(self, card: Card, language: str) -> Picture:
        """A card's picture when Telegram has lost the one it had."""
        name = key(card, language)
        await self._store.apply(self._store.of(PictureIds).drop(self._platform, name))
        return Picture(name, await self._posters.picture(card, language))

    async def known(self, cards: list[Card], language: str) -> dict[int, str]:
        """The file ids of those cards whose picture was uploaded, by title id."""
        names = {key(card, language): card.id for card in cards}
        found = await self._store.of(PictureIds).known(self._platform, list(names))
        return {names[name]: file_id for name, file_id in found.items()}

    async def forget(self, cards: list[Card], language: str) -> None:
        """Forget the ids of the cards' pictures, of which Telegram has lost one at least."""
        ids = self._store.of(PictureIds)
        names = [key(card, language) for card in cards]
        await self._store.apply(*(ids.drop(self._platform, name) for name in names))

    async def remember(self, picture: Picture, message: telegram.Message | bool) -> None:
        """Keep the id Telegram gave an upload."""
        if isinstance(message, telegram.Message) and message.photo and not picture.known:
            await self._store.apply(
                self._store.of(PictureIds).put(
                    self._platform, picture.key, message.photo[-1].file_id
                )
            )
