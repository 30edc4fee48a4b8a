"""Whatever Discord refuses, limits or leaves unanswered, the person gets the answer in another form
or an apology, once, and nothing is left to come out of the blue at the next start.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.app import App
from core.dialogue.inbox import Inbox
from core.dialogue.tables.inbox import inbox
from tests.adapters.discord.conftest import Start
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.faults import Fault
from tests.waiting import until, until_it_says

HOOK, OPEN, CALLBACK = r"/webhooks/\d+/[^/]+$", r"/users/@me/channels$", r"/callback$"
ORIGINAL, TYPING, MESSAGES = r"/messages/@original$", r"/typing$", r"/channels/%s/messages$"

REFUSALS = {
    "invalid form": Fault("", "", 400, 50035, "Invalid Form Body"),
    "empty message": Fault("", "", 400, 50006, "Cannot send an empty message"),
    "invalid json": Fault("", "", 400, 50109, "The request body contains invalid JSON."),
    "no quoting": Fault("", "", 400, 160002, "Cannot reply without permission"),
    "automod": Fault("", "", 400, 200000, "Message was blocked by automatic moderation"),
    "unauthorized": Fault("", "", 401, 0, "401: Unauthorized"),
    "token over": Fault("", "", 401, 50027, "Invalid Webhook Token"),
    "missing access": Fault("", "", 403, 50001, "Missing Access"),
    "missing permissions": Fault("", "", 403, 50013, "Missing Permissions"),
    "closed messages": Fault("", "", 403, 50007, "Cannot send messages to this user"),
    "nothing more said": Fault("", "", 403, 0, "Forbidden"),
    "unknown channel": Fault("", "", 404, 10003, "Unknown Channel"),
    "unknown message": Fault("", "", 404, 10008, "Unknown Message"),
    "unknown webhook": Fault("", "", 404, 10015, "Unknown Webhook"),
    "unknown interaction": Fault("", "", 404, 10062, "Unknown interaction"),
    "not allowed": Fault("", "", 405, 0, "405: Method Not Allowed"),
    "too large": Fault("", "", 413, 40005, "Request entity too large"),
    "limited briefly": Fault("", "", 429, wait=0.05, times=2),
    "limited": Fault("", "", 429, wait=120.0),
    "banned for a while": Fault("", "", 429, page=True),
    "failing": Fault("", "", 500, 0, "500: Internal Server Error"),
    "failing three times": Fault("", "", 500, times=3),
    "bad gateway": Fault("", "", 502, page=True),
    "unavailable": Fault("", "", 503),
    "too slow": Fault("", "", 504, page=True),
    "cut off": Fault("", ""),
    "cut off three times": Fault("", "", times=3),
    "cut off once it was done": Fault("", "", done=True, times=2),
    "cut off whenever it was done": Fault("", "", done=True),
}
MUCH = 30.0
Scene = Callable[[DiscordApi, Person, Channel, Fault], Awaitable[None]]


async def _thinks(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "PATCH", ORIGINAL))
    await ann.commands("movie", text="a 90s heist")


async def _thinks_in_public(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "PATCH", ORIGINAL))
    await ann.commands("suggest", text="a 90s heist", in_=club)


async def _thinks_aside(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "PATCH", ORIGINAL))
    await ann.commands("stats", in_=club)


async def _turns_the_page(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    await ann.commands("movie", text="a thriller from the 90s")
    card = await ann.sees("1/", picture=True, within=MUCH)
    api.faults.append(_of(fault, ann, "PATCH", ORIGINAL))
    await ann.clicks("Next ▶", on=card)


async def _asks_for_more(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    await ann.commands("title", title="Heat")
    card = await ann.sees("Heat", picture=True, within=MUCH)
    api.faults.append(_of(fault, ann, "POST", HOOK))
    await ann.clicks("Details", on=card)


async def _asks_for_files(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "PATCH", ORIGINAL))
    await ann.commands("export", in_=club)


async def _mentions(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(replace(fault, method="POST", path=MESSAGES % club.id, seen=[]))
    await ann.says(f"{api.mention} a 90s heist", club)


async def _is_first_heard(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "POST", CALLBACK))
    await ann.commands("movie", text="a 90s heist", within=None)


async def _is_first_heard_aside(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "POST", CALLBACK))
    await ann.commands("stats", in_=club, within=None)


async def _can_only_be_told_openly(
    api: DiscordApi, ann: Person, club: Channel, fault: Fault
) -> None:
    gone = Fault("", "", 404, 10015, "Unknown Webhook")
    api.faults += [_of(gone, ann, "PATCH", ORIGINAL), _of(gone, ann, "POST", HOOK)]
    api.faults.append(_of(fault, ann, "POST", OPEN))
    await ann.commands("stats", in_=club)


async def _writes_directly(api: DiscordApi, ann: Person, club: Channel, fault: Fault) -> None:
    api.faults.append(_of(fault, ann, "POST", TYPING))
    await ann.says("a 90s heist")


SCENES: dict[str, Scene] = {
    "an answer in place of thinking": _thinks,
    "one for all to see": _thinks_in_public,
    "one for the asker alone": _thinks_aside,
    "a card that changes": _turns_the_page,
    "a follow-up": _asks_for_more,
    "files": _asks_for_files,
    "a message in a channel": _mentions,
    "the first word": _is_first_heard,
    "the first word for the asker alone": _is_first_heard_aside,
    "opening the private chat": _can_only_be_told_openly,
    "typing": _writes_directly,
}


def _of(fault: Fault, person: Person, method: str, path: str) -> Fault:
    return replace(fault, method=method, path=path, whose=person.user["id"], seen=[])


def _seen(person: Person, club: Channel) -> set[str]:
    """The messages in which somebody has got an answer."""
    return {post.id for channel in (person.chat, club) for post in person._eyes.new(channel)}


async def none_left(api: DiscordApi, app: App) -> None:
    """Wait until all that was asked is known, and nothing is without its answer."""
    written = [post for channel in api.world.channels.values() for post in channel.posts.values()]
    asked = {post.id for post in written if not post.by_bot} | set(api.exchanges.all)

    async def answered() -> bool:
        rows = await app.store.rows(select(inbox.c.update_id, inbox.c.state))
        return {row.update_id for row in rows if row.state == "done"} >= asked

    await until_it_says(answered)


@pytest.mark.parametrize("scene", SCENES)
async def test_it_is_answered_in_another_form_and_once(
    start: Start, api: DiscordApi, scene: str
) -> None:
    people = {why: api.person(why.title()) for why in REFUSALS}
    clubs = {why: api.channel(f"about-{number}") for number, why in enumerate(REFUSALS)}
    async with start(slow=0.5 if scene == "typing" else 0.0) as app:
        acting = (
            SCENES[scene](api, people[why], clubs[why], fault) for why, fault in REFUSALS.items()
        )
        await asyncio.gather(*acting)
        await none_left(api, app)
        answered = {why: len(_seen(people[why], clubs[why])) for why in REFUSALS}
    assert answered == dict.fromkeys(REFUSALS, 1), api.transcript()


async def test_nothing_is_repeated_at_the_next_start(start: Start, api: DiscordApi) -> None:
    people = {why: api.person(why.title()) for why in REFUSALS if "done" not in why}
    async with start():
        for why, person in people.items():
            fault = replace(REFUSALS[why], times=10**6)
            if fault.status not in (0, 429) and fault.status < 500:
                api.faults.append(_of(fault, person, "POST", MESSAGES % person.chat.id))
                await person.says("a 90s heist")
        sent = len(api.faults)
        await until(lambda: all(len(fault.seen) >= 1 for fault in api.faults))
    assert sent
    calls = len(api.called("POST", "/messages"))
    async with start() as app:
        assert await app.store.of(Inbox).pending("discord") == []
        kept = await app.store.of(Inbox).undelivered()
        await asyncio.sleep(0.3)
    assert len(api.called("POST", "/messages")) == calls
    assert {platform for platform, _, _ in kept} == {"discord"}
    assert all(reason for _, reason, _ in kept)


@pytest.mark.parametrize("why", ["failing", "missing access", "unknown interaction", "cut off"])
async def test_a_form_that_cannot_be_opened(ann: Person, api: DiscordApi, why: str) -> None:
    await ann.commands("movie", text="a 90s heist")
    card = await ann.sees("heist", picture=True)
    api.faults.append(_of(REFUSALS[why], ann, "POST", CALLBACK))
    await ann.clicks("Change something…", on=card, within=None)
    assert await ann.sees("write me what you’d like to change") is not card
    api.faults.clear()
    await ann.says("shorter")
    await ann.sees("under", picture=True)


async def test_a_form_whose_opening_was_cut_off(ann: Person, api: DiscordApi, app: App) -> None:
    await ann.commands("movie", text="a 90s heist")
    card = await ann.sees("heist", picture=True)
    api.faults.append(_of(Fault("", "", done=True, times=1), ann, "POST", CALLBACK))
    form = await ann.clicks("Change something…", on=card)
    await ann.submits(form, "shorter")
    await none_left(api, app)
    await ann.sees("under", picture=True)
    assert len(ann.sees_all()) == 2


async def test_commands_are_registered_although_discord_fails_at_first(
    start: Start, api: DiscordApi
) -> None:
    api.faults.append(Fault("PUT", "/commands$", 503, times=3))
    async with start():
        await api.until_ready()
    assert len(api.called("PUT", "/commands")) == 4
