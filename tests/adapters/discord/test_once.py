"""Cut off in the midst of a delivery, nothing is said twice; failing calls are made again in one
place only.
"""

from bot.app import App
from tests.adapters.discord.conftest import Start
from tests.adapters.discord.test_outbox import said_to, texts
from tests.adapters.discord.test_refusals import none_left
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.faults import Fault
from tests.waiting import until

HOOK, ORIGINAL = r"/webhooks/\d+/[^/]+$", r"/messages/@original$"
DONE_AND_CUT = {"status": 0, "done": True}


async def test_a_call_that_fails_is_made_four_times(ann: Person, api: DiscordApi) -> None:
    api.faults.append(Fault("PATCH", ORIGINAL, 500))
    await ann.commands("stats")
    await ann.sees("Nothing marked")
    assert len(api.called("PATCH")) == 4


async def test_a_call_that_fails_thrice_is_made_once_more(ann: Person, api: DiscordApi) -> None:
    api.faults.append(Fault("PATCH", ORIGINAL, 500, times=3))
    exchange = await ann.commands("stats")
    assert await ann.sees("Nothing marked") is exchange.original
    assert len(api.called("PATCH")) == 4
    assert not exchange.followups


async def test_a_message_that_arrived_is_not_sent_again(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    api.faults.append(Fault("POST", f"/channels/{club.id}/messages", **DONE_AND_CUT, times=2))
    await ann.says(f"{api.mention} who made Heat?", club)
    await ann.sees("Michael Mann", in_=club)
    assert len(ann.sees_all(club)) == 1


async def test_a_follow_up_for_the_asker_alone_is_not_sent_again(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    await ann.commands("title", title="Heat", in_=club)
    card = await ann.sees("Heat", picture=True, in_=club)
    api.faults.append(Fault("POST", HOOK, **DONE_AND_CUT))
    await ann.clicks("Details", on=card)
    assert (await ann.sees("Michael Mann", in_=club)).ephemeral
    assert len(ann.sees_all(club)) == 2
    assert ann.sees_all() == []


async def test_what_an_earlier_run_showed_is_not_shown_again(start: Start, api: DiscordApi) -> None:
    ann = api.person("Ann")
    async with start(drain=0.1):
        await ann.commands("title", title="Heat")
        card = await ann.sees("Heat", picture=True)
        api.faults += [Fault("POST", HOOK, **DONE_AND_CUT), Fault("GET", "/messages", 503)]
        api.gateway.mute_about_itself = True
        await ann.clicks("Details", on=card)
        await until(lambda: len(api.called("POST", "/webhooks")) == 1)
    api.faults.clear()
    async with start() as app:
        await none_left(api, app)
    assert len(ann.sees_all()) == 2


async def test_what_is_said_unasked_is_not_said_again(
    app: App, api: DiscordApi, ann: Person
) -> None:
    path = f"/channels/{ann.chat.id}/messages"
    api.faults.append(Fault("POST", path, **DONE_AND_CUT, times=3))
    await app.store.apply(said_to(ann.chat.id, "Heat is out"))
    await until(lambda: len(api.called("POST", path)) == 4)
    assert texts(ann.chat) == ["Heat is out"]
