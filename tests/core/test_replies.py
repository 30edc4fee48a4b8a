"""Structured replies: as plain text, and kept until they are delivered."""

import json

import pytest

from core.capabilities import ROUTER
from core.dialogue.packing import packed, unpacked
from core.dialogue.replies import (
    Body,
    Button,
    Card,
    Comparison,
    Contender,
    Details,
    Fact,
    File,
    Item,
    PersonCard,
    Reply,
    SettingsPage,
    Show,
    Statistics,
    TitleList,
    heading,
    plain,
)
from core.presentation.intents import ListPage

HEAT = Item(949, "movie", "Heat", 1995, "8.3")
DARK = Item(7, "tv", "Dark")
LIST = TitleList("Seen (10):", ("No services.",), (HEAT, DARK), 9, 2, 2, "page 2 of 2")
DETAILS = Details(
    "Heat (1995)",
    ("★ 8.3", "2 h 50"),
    "A thief.",
    (Fact("directed_by", "Directed by Michael Mann"),),
    ("Where to watch it:", "Free: Arte"),
)
STATISTICS = Statistics((Fact("counts", "Seen 2."), Fact("hours", "About 3 hours.")))
SETTINGS = SettingsPage(
    (Fact("language", "Language: English."), Fact("region", "Region: Belgium.")),
    "Tell me “in French”.",
    (Fact("limits", "Always: no horror."),),
)
COMPARISON = Comparison(
    (Contender(HEAT, ("★ 8.3",)), Contender(DARK)), "I'd go for Heat: better rated."
)
PLAIN = [
    (LIST, "Seen (10):\nNo services.\n9. Heat (1995) ★ 8.3\n10. Dark\npage 2 of 2"),
    (
        DETAILS,
        "Heat (1995) · ★ 8.3 · 2 h 50\nA thief.\nDirected by Michael Mann\n"
        "Where to watch it:\nFree: Arte",
    ),
    (STATISTICS, "Seen 2.\nAbout 3 hours."),
    (
        SETTINGS,
        "Language: English. Region: Belgium. Tell me “in French”.\nAlways: no horror.",
    ),
    (COMPARISON, "Heat (1995) · ★ 8.3\nDark\nI'd go for Heat: better rated."),
]
REPLIES = [
    Reply("Voilà", Card(949, "movie", "Heat", genres=("crime", "drama")), show=Show.EDIT),
    Reply(card=PersonCard(1, "Tilda Swinton", "Acting", ("Orlando", "Suspiria"), None, 60)),
    Reply("Your data", files=(File("a.csv", b"1,2"),)),
    Reply(body=LIST, buttons=((Button("Next", ListPage("Ab3x", 1)),),)),
    *(Reply(body=body) for body in (DETAILS, STATISTICS, SETTINGS, COMPARISON)),
]


@pytest.mark.parametrize(("body", "lines"), PLAIN)
def test_bodies_as_plain_text(body: Body, lines: str) -> None:
    assert plain(Reply(body=body)) == lines
    assert plain(Reply("First:", body=body)) == f"First:\n{lines}"
    assert lines.startswith(heading(body))


def test_only_the_text_of_a_card_is_plain_text() -> None:
    assert plain(Reply("Here:", Card(949, "movie", "Heat"))) == "Here:"
    assert plain(Reply()) == ""


def test_answers_are_kept_whole() -> None:
    kept = json.loads(json.dumps(packed(REPLIES, "fr", ROUTER)))
    answer = unpacked(kept, ROUTER)
    assert answer.replies == tuple(REPLIES)
    assert answer.language == "fr"


def test_buttons_are_kept_with_all_they_do() -> None:
    row = (
        Button("Copy", copies="/link 12"),
        Button("Delete", ListPage("Ab3x", 1), danger=True),
        Button("Share", share="t949"),
    )
    kept = json.loads(json.dumps(packed([Reply("Sure?", buttons=(row,))], "en", ROUTER)))
    assert unpacked(kept, ROUTER).replies[0].buttons == (row,)


def test_answers_from_before_there_were_bodies() -> None:
    old = {
        "text": "Seen (1):",
        "card": {"id": 949, "kind": "movie", "title": "Heat", "genres": ["crime"]},
        "buttons": [[["Next", "1p:Ab3x:1", None, None, None]]],
        "show": "new",
        "files": [],
    }
    (reply,) = unpacked({"language": "en", "replies": [old]}, ROUTER).replies
    assert reply.body is None
    assert reply.card == Card(949, "movie", "Heat", genres=("crime",))
    assert reply.buttons == ((Button("Next", ListPage("Ab3x", 1)),),)


def test_fields_of_a_later_version_are_passed_over() -> None:
    kept = packed([Reply(body=STATISTICS)], "en", ROUTER)
    kept["replies"][0]["body"][1]["since"] = 2026
    assert unpacked(kept, ROUTER).replies[0].body == STATISTICS


def test_a_reply_shows_a_card_or_a_body() -> None:
    with pytest.raises(ValueError, match="not both"):
        Reply(card=Card(949, "movie", "Heat"), body=STATISTICS)
