"""Titles offered while somebody types one, from the local index."""

from discord.app_commands import Choice

from adapters.discord.markup import CHOICE, plain
from adapters.discord.reading import Interaction
from core.films.finding.catalogue import Catalogue
from core.presentation.cards import named, payload
from core.presentation.intents import OpenTitle
from core.words.speech import spoken

_OFFERED = 25


class Titles:
    """Offers titles by name, each once, with its id as value."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def offered(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """At most 25 titles whose names begin with, hold or resemble what was typed; the popular
        ones before anything is.
        """
        titles = await self._catalogue.suggestions(
            typed, spoken(interaction.locale.value), _OFFERED
        )
        choices = {
            plain(named(title), CHOICE): payload(OpenTitle(title.id)) for title in reversed(titles)
        }
        return [Choice(name=name, value=value) for name, value in reversed(choices.items())]
