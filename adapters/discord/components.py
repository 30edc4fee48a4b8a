"""Buttons, menus and forms that live for ever: what they carry is all there is of them, nothing is
kept in memory.
"""

import logging
import re
from typing import Self

import discord
from discord import ButtonStyle
from discord.ui import Button, DynamicItem, Modal, Select, TextInput

from adapters.discord.calls import patiently
from adapters.discord.markup import plain
from adapters.discord.reading import Interaction
from core.errors import Unavailable
from core.words.speech import Speech, speech, spoken

log = logging.getLogger(__name__)

PRESSED = "pressed"  # the event of the client that every press becomes
UNOPENED = "unopened"  # that of a form that could not be opened
MENU, REFINE, FORM = "#menu", "#refine", "#form"
_FORM_TIME = 900.0
_LONGEST = 1_000


class Press(DynamicItem[Button[discord.ui.View]], template=r"(?P<data>[^#]+)(?:#\d+)?"):
    """A button that carries an encoded intent; a number after ``#`` tells two of one message
    apart.
    """

    def __init__(self, button: Button[discord.ui.View], data: str) -> None:
        super().__init__(button)
        self.data = data

    @classmethod
    def made(cls, label: str, data: str, again: int = 0, *, danger: bool = False) -> Self:
        """A new button, the ``again``-th of its message that carries this."""
        style = ButtonStyle.danger if danger else ButtonStyle.secondary
        custom_id = f"{data}#{again}" if again else data
        return cls(Button(label=label, custom_id=custom_id, style=style), data)

    @classmethod
    async def from_custom_id(  # type: ignore[override]
        cls, _: Interaction, item: Button[discord.ui.View], match: re.Match[str]
    ) -> Self:
        """One that was pressed."""
        return cls(item, match["data"])

    async def callback(self, interaction: Interaction) -> None:
        """Tell the client."""
        interaction.client.dispatch(PRESSED, interaction, self.data)


class Menu(DynamicItem[Select[discord.ui.View]], template=MENU):
    """A menu whose values are encoded intents."""

    @classmethod
    def made(cls, placeholder: str, options: dict[str, str]) -> Self:
        """A new menu from labels by what they carry."""
        shown = [discord.SelectOption(label=label, value=data) for data, label in options.items()]
        return cls(Select(custom_id=MENU, placeholder=placeholder, options=shown))

    @classmethod
    async def from_custom_id(  # type: ignore[override]
        cls, _: Interaction, item: Select[discord.ui.View], __: re.Match[str]
    ) -> Self:
        """One that was chosen from."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Tell the client."""
        interaction.client.dispatch(PRESSED, interaction, self.item.values[0])


class Refine(DynamicItem[Button[discord.ui.View]], template=rf"[^#]*{REFINE}"):
    """A button that opens a form for free words. What stands before its sign is an encoded intent,
    which tells what the words are about.
    """

    @classmethod
    def made(cls, label: str, data: str) -> Self:
        """A new one."""
        return cls(Button(label=label, custom_id=f"{data}{REFINE}"))

    @classmethod
    async def from_custom_id(  # type: ignore[override]
        cls, _: Interaction, item: Button[discord.ui.View], __: re.Match[str]
    ) -> Self:
        """One that was pressed."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Open the form; what is filled in comes back as an interaction of its own. Where it cannot
        be opened, tell the client.
        """
        asked = form(speech(spoken(interaction.locale.value)))
        try:
            await patiently(lambda: interaction.response.send_modal(asked))
        except (discord.HTTPException, Unavailable) as error:
            log.warning("a form could not be opened: %s", error)
            interaction.client.dispatch(UNOPENED, interaction)


def is_known(custom_id: str) -> bool:
    """Whether one of these carries such an id."""
    patterns = [kind.__discord_ui_compiled_template__ for kind in (Press, Menu, Refine)]
    return any(one.fullmatch(custom_id) for one in patterns)


def form(t: Speech) -> Modal:
    """The form under a card: one line of free words."""
    modal = Modal(title=t("discord.refine_title"), custom_id=FORM, timeout=_FORM_TIME)
    words = TextInput[Modal](
        label=t("discord.refine_label"),
        placeholder=plain(t("discord.refine_hint"), 100),
        max_length=_LONGEST,
    )
    modal.add_item(words)
    return modal


def words_of(interaction: Interaction) -> str:
    """What was written into a form, however the platform nests its fields."""
    data: dict[str, object] = dict(interaction.data or {})
    return " ".join(_values(data.get("components")))


def _values(part: object) -> list[str]:
    match part:
        case list():
            return [value for one in part for value in _values(one)]
        case {"value": str(value)}:
            return [value]
        case dict():
            return _values(part.get("components") or part.get("component"))
    return []
