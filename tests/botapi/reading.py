"""The methods by which the bot learns: who it is, and what people did."""

from tests.botapi.chats import Json
from tests.botapi.parameters import Parameters
from tests.botapi.world import World


async def get_me(world: World, given: Parameters) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**world.bot, **abilities}


async def get_updates(world: World, given: Parameters) -> list[Json]:
    if given.get("allowed_updates") is not None:
        world.updates.allowed = given["allowed_updates"]
    limit = min(max(given.get("limit") or 100, 1), 100)
    return await world.updates.poll(given.get("offset") or 0, limit, min(given.get("timeout") or 0, 50))
