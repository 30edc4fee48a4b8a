"""What Discord refuses, case by case, over a bare wire."""

from typing import Any

import pytest

from tests.discordapi import Person
from tests.discordapi.conftest import GO, Wire

INVALID = 50035
OPTION = {"name": "a", "description": "A", "type": 3}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Seen", "custom_id": "1", **changes}


def select(**changes: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "menu", "options": [{"label": "Heat", "value": "1"}], **changes}


def row(*items: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(items)}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "Heat", **parts}]}


@pytest.mark.parametrize(
    ("message", "at"),
    [
        ({"content": "x" * 2_001}, "content"),
        ({"content": "🎬" * 1_001}, "content"),
        (embed(title="x" * 257), "embeds.0.title"),
        (embed(description="x" * 4_097), "embeds.0.description"),
        (embed(footer={"text": "x" * 2_049}), "embeds.0.footer.text"),
        (embed(fields=[{"name": "x" * 257, "value": "1"}]), "embeds.0.fields.0.name"),
        (embed(fields=[{"name": "x", "value": "1" * 1_025}]), "embeds.0.fields.0.value"),
        (embed(fields=[{"name": "x", "value": " "}]), "embeds.0.fields.0.value"),
        (embed(fields=[{"name": "x", "value": "1"}] * 26), "embeds.0.fields"),
        (embed(description="x" * 4_000, footer={"text": "x" * 2_000}), "embeds"),
        (embed(image={"url": "attachment://poster.jpg"}), "embeds.0.image.url"),
        (embed(url="javascript:alert(1)"), "embeds.0.url"),
        ({"components": [row(button())] * 6}, "components"),
        (
            {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
            "components.0.components",
        ),
        ({"components": [row()]}, "components.0.components"),
        ({"components": [row(button()), row(button())]}, "components.1.components.0.custom_id"),
        ({"components": [row(button(label="x" * 81))]}, "components.0.components.0.label"),
        ({"components": [row(button(custom_id="x" * 101))]}, "components.0.components.0.custom_id"),
        ({"components": [row(button(custom_id=""))]}, "components.0.components.0.custom_id"),
        (
            {"components": [row({"type": 2, "style": 5, "label": "x", "url": "ftp://x"})]},
            "components.0.components.0.url",
        ),
        ({"components": [row(select(), button())]}, "components.0.components.0.type"),
        (
            {
                "components": [
                    row(select(options=[{"label": "x", "value": str(n)} for n in range(26)]))
                ]
            },
            "components.0.components.0.options",
        ),
        (
            {"components": [row(select(options=[{"label": "x", "value": "1"}] * 2))]},
            "components.0.components.0.options",
        ),
        (
            {"components": [row(select(options=[{"label": "x" * 101, "value": "1"}]))]},
            "components.0.components.0.options.0.label",
        ),
        ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse"),
    ],
)
async def test_a_message_that_breaks_a_rule(
    wire: Wire, ann: Person, message: dict[str, Any], at: str
) -> None:
    assert await wire.refusal("POST", f"/channels/{ann.chat.id}/messages", message) == (INVALID, at)


async def test_a_message_within_the_rules(wire: Wire, ann: Person) -> None:
    rows = [
        row(*(button(custom_id=f"{line}{n}", label="x" * 80) for n in range(5)))
        for line in range(5)
    ]
    fields = [{"name": "n" * 8, "value": "v" * 100}] * 25
    whole = {
        "content": "x" * 2_000,
        **embed(description="x" * 3_000, fields=fields),
        "components": rows,
    }
    status, told = await wire.call("POST", f"/channels/{ann.chat.id}/messages", whole)
    assert status == 200
    assert (await ann.sees("Heat")).id == told["id"]


async def test_an_empty_message(wire: Wire, ann: Person) -> None:
    assert await wire.refusal("POST", f"/channels/{ann.chat.id}/messages", {"content": ""}) == (
        50006,
        "",
    )


@pytest.mark.parametrize(
    ("command", "at"),
    [
        ({"name": "Go"}, "0.name"),
        ({"name": "go on"}, "0.name"),
        ({"name": "x" * 33}, "0.name"),
        ({"description": ""}, "0.description"),
        ({"description": "x" * 101}, "0.description"),
        ({"name_localizations": {"fr": "Aller"}}, "0.name"),
        ({"name_localizations": {"xx": "go"}}, "0.name_localizations"),
        ({"contexts": [3]}, "0.contexts"),
        ({"options": [{"name": "to", "description": "To", "type": 3}] * 26}, "0.options"),
        ({"options": [OPTION, {**OPTION, "name": "b", "required": True}]}, "0.options.1"),
        (
            {"options": [{**OPTION, "choices": [{"name": "x" * 101, "value": "1"}]}]},
            "0.options.0.choices.0",
        ),
    ],
)
async def test_a_command_that_breaks_a_rule(wire: Wire, command: dict[str, Any], at: str) -> None:
    path = f"/applications/{wire.api.world.bot['id']}/commands"
    assert await wire.refusal("PUT", path, [{**GO, **command}]) == (INVALID, at)


async def test_commands_within_the_rules(wire: Wire) -> None:
    path = f"/applications/{wire.api.world.bot['id']}/commands"
    status, told = await wire.call("PUT", path, [GO, {**GO, "name": "réglages-2"}])
    assert status == 200
    assert [command["name"] for command in told] == ["go", "réglages-2"]
    assert await wire.refusal("PUT", path, [GO, GO]) == (INVALID, "0.name")


async def test_a_token_that_is_none(wire: Wire) -> None:
    wire.api.token = "another"
    wire.api.gateway.revoked = True
    status, told = await wire.call("GET", "/users/@me")
    assert (status, told["message"]) == (401, "401: Unauthorized")
