"""Replies as Discord shows them: within every limit, with nothing smuggled in."""

import pytest

from adapters.discord.components import MENU, REFINE, Menu, Press, Refine
from adapters.discord.markup import escaped, plain
from adapters.discord.reading import Event, Place, Way
from adapters.discord.render import page
from adapters.shared.text import units
from core.capabilities.account.intents import ForgetMe
from core.capabilities.lists.intents import ShowList
from core.capabilities.marking.intents import MarkTitle
from core.capabilities.suggesting.intents import Change, LikeTitle, Recommend
from core.dialogue.intents import Cancel
from core.dialogue.replies import (
    Button,
    Card,
    Details,
    Fact,
    Item,
    PersonCard,
    Reply,
    TitleList,
)
from core.dialogue.turn import ChatRef, Message, UserRef
from core.films.wishes.wish import Wish
from core.presentation.intents import OpenTitle, TurnTo
from core.words.speech import speech
from tests.discordapi.rules import check_message

EN, FR = speech("en"), speech("fr")
NASTY = (
    "*_`~|<>[]()#@\\",
    "🎬" * 3_000,
    "\u202eabc\u200b",
    "x" * 9_000,
    "a\nb\n# c\n> d\n- e",
    "<@1> @everyone",
    "\ud800 lone",
)


def shown(reply: Reply, t=EN) -> dict:
    """The reply as it goes over the wire."""
    made = page(reply, t)
    rows = [
        {"type": 1, "components": [item.to_component_dict() for item in row]} for row in made.rows
    ]
    embeds = [made.embed.to_dict()] if made.embed else []
    return {"content": made.content, "embeds": embeds, "components": rows}


def labels(reply: Reply) -> list[list[str]]:
    return [
        [item.get("label") or item["custom_id"] for item in row["components"]]
        for row in shown(reply)["components"]
    ]


@pytest.mark.parametrize("text", NASTY)
async def test_whatever_is_said_stays_within_limits(text: str) -> None:
    card = Card(
        1,
        "movie",
        text,
        1995,
        170,
        (text,) * 30,
        8.3,
        790_000,
        text,
        text,
        facts=text,
        total=3,
        url="https://i.example",
    )
    buttons = tuple(
        tuple(Button(text, MarkTitle(n, "seen", "shelf", row)) for n in range(5))
        for row in range(6)
    )
    check_message(shown(Reply(text, card, buttons)), ["poster.jpg"])


async def test_a_card() -> None:
    card = Card(
        1,
        "movie",
        "Heat",
        1995,
        170,
        ("crime",),
        8.3,
        790_000,
        "A thief.",
        "it fits",
        url="https://i.example",
    )
    (told,) = shown(Reply("Here it is:", card))["embeds"]
    assert told["title"] == "Heat (1995)"
    assert [(one["name"], one["value"]) for one in told["fields"]] == [
        ("IMDb", "★ 8.3 (790,000)"),
        ("Length", "2 h 50"),
        ("Genres", "crime"),
    ]
    assert told["footer"] == {"text": "it fits"}
    assert told["image"]["url"] == "attachment://poster.jpg"


@pytest.mark.parametrize("text", NASTY)
async def test_whatever_is_known_of_a_title_or_a_person_stays_within_limits(text: str) -> None:
    facts = tuple(Fact("themes", text) for _ in range(9))
    check_message(shown(Reply(body=Details(text, (text,), text, facts, (text, text)))), [])
    check_message(shown(Reply(text, PersonCard(1, text, text, (text,) * 9))), ["poster.jpg"])


async def test_details_are_an_embed_with_where_to_watch_as_a_field() -> None:
    body = Details(
        "Heat (1995)",
        ("★ 8.3", "2 h 50"),
        "A thief.",
        (Fact("directed_by", "Directed by Michael Mann"),),
        ("Where to watch it:", "Free: Arte", "To buy: Apple TV"),
    )
    told = shown(Reply(body=body))
    (embed,) = told["embeds"]
    assert told["content"] == ""
    assert embed["title"] == "Heat (1995)"
    assert embed["description"] == "★ 8.3 · 2 h 50\nA thief.\nDirected by Michael Mann"
    assert [(one["name"], one["value"]) for one in embed["fields"]] == [
        ("Where to watch it:", "Free: Arte\nTo buy: Apple TV")
    ]


async def test_a_person() -> None:
    made = page(Reply("Here:", PersonCard(1, "Tilda Swinton", "Acting", ("Orlando",))), EN)
    assert made.embed
    assert made.embed.title == "Tilda Swinton"
    assert made.embed.description == "Acting\nKnown for Orlando"
    assert made.drawn
    assert made.drawn.title == "Tilda Swinton"


async def test_a_poster_that_has_an_address_is_not_drawn() -> None:
    made = page(Reply(card=Card(1, "movie", "Heat", poster_url="https://p.example/1.jpg")), FR)
    assert made.drawn is None
    assert made.embed
    assert made.embed.image.url == "https://p.example/1.jpg"


async def test_rows_of_a_card_in_a_list() -> None:
    rows = (
        (Button("Seen", MarkTitle(1, "seen", "s", 0)),),
        (Button("Next ▶", TurnTo("s", 1)), Button("Change something…", Change(1, "s"))),
        (Button("More like this", LikeTitle(1)), Button("Share", share="t1")),
    )
    card = Card(1, "movie", "Heat", url="https://i.example")
    wanted = [
        ["Seen"],
        ["Next ▶", "Change something…"],
        ["More like this"],
        ["Where to watch", "IMDb page"],
    ]
    assert labels(Reply(card=card, buttons=rows)) == wanted


async def test_titles_become_a_menu_and_one_title_stays_a_button() -> None:
    titles = tuple((Button(f"Heat {n}", OpenTitle(n)),) for n in range(30))
    (row,) = shown(Reply("Which?", buttons=titles))["components"]
    assert row["components"][0]["custom_id"] == MENU
    assert len(row["components"][0]["options"]) == 25
    assert labels(Reply("This?", buttons=titles[:1])) == [["Heat 0"]]


async def test_a_list_with_one_title_has_its_menu() -> None:
    body = TitleList("Seen (1):", items=(Item(949, "movie", "Heat", 1995),))
    only = Button("Heat (1995)", OpenTitle(949))
    (row,) = shown(Reply(body=body, buttons=((only,),)))["components"]
    (option,) = row["components"][0]["options"]
    assert option["label"] == "Heat (1995)"


async def test_what_destroys_is_red() -> None:
    row = (Button("Delete", ForgetMe(confirmed=True), danger=True), Button("Keep", Cancel()))
    (made,) = shown(Reply("Sure?", buttons=(row,)))["components"]
    assert [one["style"] for one in made["components"]] == [4, 2]


@pytest.mark.parametrize("custom_id", [REFINE, "1ch:1:s#refine", "1ch:949:Ab3x-_z9#refine"])
async def test_forms_open_from_cards_of_any_age(custom_id: str) -> None:
    matching = [kind for kind in (Press, Menu, Refine) if _carries(kind, custom_id)]
    assert matching == [Refine]


def _carries(kind: type[Press | Menu | Refine], custom_id: str) -> bool:
    return kind.__discord_ui_compiled_template__.fullmatch(custom_id) is not None


async def test_two_buttons_that_ask_the_same_can_be_told_apart() -> None:
    row = (Button("One", LikeTitle(1)), Button("Two", LikeTitle(1)))
    ids = [
        item["custom_id"]
        for item in shown(Reply("x", buttons=(row,)))["components"][0]["components"]
    ]
    assert ids == ["1l:1", "1l:1#1"]
    assert REFINE not in ids


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Heat (1995) ★ 8.3", "Heat (1995) ★ 8.3"),
        ("*bold* _it_ `code` ||x||", "\\*bold\\* \\_it\\_ \\`code\\` \\|\\|x\\|\\|"),
        ("<@1> <#2> <t:1>", "\\<@1> \\<#2> \\<t:1>"),
        ("[x](http://e.example)", "\\[x\\](http:\\//e.example)"),
        ("# head\n> quote\n- item", "\\# head\n\\> quote\n\\- item"),
        ("1. Heat\n2. Alien", "1. Heat\n2. Alien"),
    ],
)
def test_markdown_shows_what_was_written(text: str, told: str) -> None:
    assert escaped(text, 2_000) == told


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("limit", [1, 2, 80, 2_000])
def test_lengths_hold_whatever_is_escaped(text: str, limit: int) -> None:
    assert units(escaped(text, limit)) <= limit
    assert units(plain(text, limit)) <= limit


@pytest.mark.parametrize(
    "form", [None, Recommend(Wish(kind="movie", genres=("comedy",))), ShowList("seen")]
)
def test_an_event_kept_is_the_same_when_taken_up(form) -> None:
    message = Message(
        UserRef("discord", "5", "Ann", "en-US"),
        ChatRef("discord", "7", private=False),
        "x",
        None,
        form,
        "1",
    )
    event = Event(
        message,
        Place(7, 5, Way.THINKING, 1, "token", hidden=True, quote=3, guild=4),
        "only_text",
        "press",
    )
    again = Event.unpacked(event.packed())
    assert (again.place, again.phrase, again.press) == (event.place, event.phrase, event.press)
    assert (again.message.form, again.message.chat, again.message.user) == (
        form,
        message.chat,
        message.user,
    )
