"""Titles offered while somebody types one, from the local index."""

from discord.app_commands import Choice

from adapters.discord.markup import CHOICE, plain
from adapters.discord.reading import Interaction
from core.films.finding.catalogue import Catalogue
from core.presentation.cards import payload
from core.presentation.intents import OpenTitle
from core.presentation.twins import labels
from core.words.speech import speech, spoken

_OFFERED = 25


class Titles:
    """Offers titles by name, each once, with its id as value."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def offered(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """At most 25 titles whose names begin with, hold or resemble what was typed; the popular
        ones before anything is.
        """
        language = spoken(interaction.locale.value)
        titles = await self._catalogue.suggestions(typed, language, _OFFERED)
        called = await labels(self._catalogue, titles, speech(language))
        return [
            Choice(name=plain(label, CHOICE), value=payload(OpenTitle(title_id)))
            for title_id, label in called.items()
        ]
