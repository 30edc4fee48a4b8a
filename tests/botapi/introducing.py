"""The methods by which the bot says who it is: commands and descriptions."""

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.parameters import Parameters
from tests.botapi.profile import check_commands, language, place
from tests.botapi.world import World

DESCRIPTION, SHORT = 512, 120


async def set_commands(world: World, given: Parameters) -> bool:
    world.profile.commands[place(given)] = check_commands(given.get("commands") or [])
    return True


async def get_commands(world: World, given: Parameters) -> list[Json]:
    return world.profile.commands.get(place(given), [])


async def delete_commands(world: World, given: Parameters) -> bool:
    world.profile.commands.pop(place(given), None)
    return True


async def set_description(world: World, given: Parameters) -> bool:
    text: str = given.get("description") or ""
    if len(text) > DESCRIPTION:
        raise bad("description is too long")
    return _set(world.profile.descriptions, given, text)


async def get_description(world: World, given: Parameters) -> Json:
    return {"description": _get(world.profile.descriptions, given)}


async def set_short_description(world: World, given: Parameters) -> bool:
    text: str = given.get("short_description") or ""
    if len(text) > SHORT:
        raise bad("ABOUT_TOO_LONG")
    return _set(world.profile.short_descriptions, given, text)


async def get_short_description(world: World, given: Parameters) -> Json:
    return {"short_description": _get(world.profile.short_descriptions, given)}


def _set(texts: dict[str, str], given: Parameters, text: str) -> bool:
    texts[language(given)] = text
    return True


def _get(texts: dict[str, str], given: Parameters) -> str:
    """The text in that language, else the one for all."""
    return texts.get(language(given)) or texts.get("", "")
