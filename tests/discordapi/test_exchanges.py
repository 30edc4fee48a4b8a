"""Interactions over a bare wire: three seconds, one acknowledgement, a quarter of an hour."""

import json

import aiohttp

from tests.discordapi import DiscordApi, Person
from tests.discordapi.conftest import Wire

SAID, THINKS, UPDATES_LATER, OFFERS, ASKS = 4, 5, 6, 8, 9
EPHEMERAL = 64


async def test_thinking_then_the_answer_in_its_place(wire: Wire, ann: Person) -> None:
    exchange = await ann.commands("go", within=None)
    status, told = await wire.acknowledge(exchange, THINKS)
    assert status == 204
    assert told is None
    await ann.sees_nothing(seconds=0.1)
    await wire.call("PATCH", wire.hook(exchange, "/messages/@original"), {"content": "gone"})
    assert exchange.original is await ann.sees("gone")


async def test_the_first_word_that_follows_thinking_is_the_answer(wire: Wire, ann: Person) -> None:
    exchange = await ann.commands("go", within=None)
    await wire.acknowledge(exchange, THINKS, flags=EPHEMERAL)
    await wire.call("POST", wire.hook(exchange), {"content": "gone"})
    assert (await ann.sees("gone")).ephemeral
    await wire.call("POST", wire.hook(exchange), {"content": "and more"})
    assert not (await ann.sees("and more")).ephemeral
    assert len(ann.sees_all()) == 2


async def test_one_acknowledgement_and_no_more(wire: Wire, ann: Person, api: DiscordApi) -> None:
    exchange = await ann.commands("go", within=None)
    await wire.acknowledge(exchange, SAID, content="gone")
    status, told = await wire.acknowledge(exchange, THINKS)
    assert (status, told["code"]) == (400, 40060)
    assert len(api.exchanges.refusals) == 1


async def test_after_three_seconds_it_is_unknown(wire: Wire, ann: Person, api: DiscordApi) -> None:
    api.exchanges.in_time = 0.0
    exchange = await ann.commands("go", within=None)
    status, told = await wire.acknowledge(exchange, THINKS)
    assert (status, told["code"]) == (404, 10062)


async def test_nothing_can_be_said_before_the_acknowledgement_or_after_a_quarter_of_an_hour(
    wire: Wire, ann: Person, api: DiscordApi
) -> None:
    exchange = await ann.commands("go", within=None)
    assert await wire.refusal("POST", wire.hook(exchange), {"content": "early"}) == (10015, "")
    await wire.acknowledge(exchange, THINKS)
    api.exchanges.token_life = 0.0
    assert await wire.refusal("POST", wire.hook(exchange), {"content": "late"}) == (50027, "")


async def test_a_command_cannot_be_answered_as_a_press(wire: Wire, ann: Person) -> None:
    exchange = await ann.commands("go", within=None)
    status, told = await wire.acknowledge(exchange, UPDATES_LATER)
    assert (status, told["code"]) == (400, 50035)
    status, told = await wire.acknowledge(exchange, OFFERS, choices=[])
    assert status == 400


async def test_a_press_changes_the_message_pressed(wire: Wire, ann: Person) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Seen", "custom_id": "1"}]}
    await wire.call(
        "POST", f"/channels/{ann.chat.id}/messages", {"content": "Heat", "components": [row]}
    )
    card = await ann.sees("Heat")
    exchange = await ann.clicks("Seen", within=None)
    await wire.acknowledge(exchange, UPDATES_LATER)
    await wire.call("PATCH", wire.hook(exchange, "/messages/@original"), {"content": "Alien"})
    assert await ann.sees("Alien") is card
    assert card.edits == 1


async def test_a_form_is_opened_and_filled_in(wire: Wire, ann: Person) -> None:
    exchange = await ann.commands("go", within=None)
    words = {"type": 4, "custom_id": "words", "label": "Words", "style": 1}
    form = {
        "title": "Form",
        "custom_id": "form",
        "components": [{"type": 1, "components": [words]}],
    }
    assert (await wire.acknowledge(exchange, ASKS, **{**form, "title": ""}))[0] == 400
    assert (await wire.acknowledge(exchange, ASKS, **form))[0] == 204
    await ann.submits(exchange, "shorter", within=None)


async def test_files_are_sent_and_replaced(wire: Wire, ann: Person, api: DiscordApi) -> None:
    exchange = await ann.commands("go", within=None)
    await wire.acknowledge(exchange, THINKS)
    for name in ("one.jpg", "two.jpg"):
        form = aiohttp.FormData(quote_fields=False)
        described = {
            "attachments": [{"id": 0, "filename": name}],
            "embeds": [{"image": {"url": f"attachment://{name}"}}],
        }
        form.add_field("payload_json", json.dumps(described))
        form.add_field("files[0]", b"picture", filename=name, content_type="image/jpeg")
        async with (
            aiohttp.ClientSession() as session,
            session.patch(
                api.url + wire.hook(exchange, "/messages/@original"), data=form
            ) as answer,
        ):
            assert answer.status == 200
    card = await ann.sees(picture=True)
    assert [one["filename"] for one in card.fields["attachments"]] == ["two.jpg"]
