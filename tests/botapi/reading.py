"""The methods by which the bot learns: who it is, what people did, what a file holds, who is in a
chat.
"""

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.parameters import Parameters
from tests.botapi.webhook import Address
from tests.botapi.world import World

LONGEST_POLL = 50


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
    _allow(world, given)
    limit = min(max(given.get("limit") or 100, 1), 100)
    return await world.updates.poll(
        given.get("offset") or 0, limit, min(given.get("timeout") or 0, LONGEST_POLL)
    )


async def set_webhook(world: World, given: Parameters) -> bool:
    _allow(world, given)
    _drop(world, given)
    url, secret = given.get("url") or "", given.get("secret_token") or ""
    await world.webhook.set(
        Address(url, secret, given.get("max_connections") or 40) if url else None
    )
    return True


async def delete_webhook(world: World, given: Parameters) -> bool:
    _drop(world, given)
    await world.webhook.set(None)
    return True


async def get_webhook_info(world: World, given: Parameters) -> Json:
    return world.webhook.as_json()


async def get_file(world: World, given: Parameters) -> Json:
    return world.files.described(given.get("file_id") or "")


async def get_chat_member(world: World, given: Parameters) -> Json:
    chat, user = world.chat(given), given.get("user_id")
    if user == world.bot["id"]:
        return world.membership("member")
    if user not in chat.members:
        raise bad("PARTICIPANT_ID_INVALID")
    return {"user": chat.members[user], "status": "member"}


async def leave_chat(world: World, given: Parameters) -> bool:
    chat = world.chat(given)
    if chat.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    world.member_changed(chat, world.bot, "member", "left")
    world.refuse(chat, f"bot is not a member of the {chat.kind} chat")
    return True


async def say_goodbye(world: World, given: Parameters) -> bool:
    return True


def _allow(world: World, given: Parameters) -> None:
    """What was asked for stays until something else is asked for."""
    if given.get("allowed_updates") is not None:
        world.updates.allowed = given["allowed_updates"]


def _drop(world: World, given: Parameters) -> None:
    if given.get("drop_pending_updates"):
        world.updates.pending.clear()
