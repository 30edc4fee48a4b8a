"""Senders who are no person: bots, webhooks, and Discord itself."""

from typing import Any

import pytest

from bot.app import App
from core.dialogue.tables.inbox import inbox
from core.dialogue.tables.users import identities
from tests.discordapi import Channel, DiscordApi, Person

JOINED = 7

MACHINES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another bot": ({"bot": True}, {}),
    "a webhook": ({"bot": True}, {"webhook_id": "4242"}),
    "a webhook that does not say it is one of the bots": ({}, {"webhook_id": "4242"}),
    "a followed channel": ({}, {"webhook_id": "4242", "flags": 2}),
    "Discord itself": ({"system": True}, {}),
    "a notice that somebody joined": ({}, {"type": JOINED}),
}


@pytest.mark.parametrize("machine", MACHINES)
async def test_machines_are_neither_answered_nor_kept(
    api: DiscordApi, app: App, ann: Person, club: Channel, machine: str
) -> None:
    traits, fields = MACHINES[machine]
    await ann.says("nobody asks the bot", club)
    content = {"content": f"{api.mention} a heist film", "mentions": [api.world.bot], **fields}
    post = api.world.write(club, {**api.world.user("Machine"), **traits}, content)
    assert club.guild
    await api.gateway.tell_message({**post.fields, "guild_id": club.guild["id"]}, club.guild["id"])
    await ann.sees_nothing(club)
    assert await app.store.rows(identities.select()) == []
    assert await app.store.rows(inbox.select()) == []
