"""The methods that answer a tap or an inline query."""

from tests.botapi.errors import bad
from tests.botapi.parameters import Parameters
from tests.botapi.texts import units
from tests.botapi.world import World

TOAST = 200


async def answer_callback(world: World, given: Parameters) -> bool:
    if units(given.get("text") or "") > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    world.settle(given.get("callback_query_id", ""), given)
    return True
