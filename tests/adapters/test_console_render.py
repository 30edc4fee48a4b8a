"""Replies as a terminal shows them."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from adapters.console.drawn import drawn
from adapters.console.render import as_json, as_plain, end_as_json, wrapped
from core.capabilities.marking.intents import MarkTitle
from core.dialogue.replies import (
    Answer,
    Button,
    Card,
    File,
    Item,
    PersonCard,
    Reply,
    Show,
    TitleList,
)
from core.presentation.intents import TurnTo
from core.words.speech import speech

OVERVIEW = "A patient thief and the detective who hunts him find that they have more in common than they would like to admit."
HEAT = Card(
    id=949,
    kind="movie",
    title="Heat",
    year=1995,
    runtime=170,
    genres=("Crime", "Thriller"),
    imdb_rating=8.3,
    imdb_votes=790_000,
    overview=OVERVIEW,
    why="matches: heist",
    trailer_url="https://video.example/heat",
    position=2,
    total=14,
    facts="Directed by Michael Mann",
)
BUTTONS = (
    (Button("Seen", MarkTitle(949, "seen", "Ab3x", 1)), Button("Next", TurnTo("Ab3x", 2))),
    (Button("Trailer", url="https://video.example/heat"),),
)
TILDA = PersonCard(3063, "Tilda Swinton", "Acting", ("Orlando", "Suspiria"), works=60)
LIST = TitleList("Seen (1):", items=(Item(949, "movie", "Heat", 1995, "8.3"),))
REPLY = Reply("Heist films:", HEAT, BUTTONS, Show.EDIT)


def on_screen(reply: Reply, width: int = 80, language: str = "en", **options: Any) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, **options).print(
        drawn(reply, speech(language), width)
    )
    return out.getvalue()


def test_json_as_the_contract_has_it() -> None:
    assert json.loads(as_json(REPLY)) == {
        "type": "reply",
        "show": "edit",
        "text": "Heist films:",
        "card": {
            "id": 949,
            "kind": "movie",
            "title": "Heat",
            "year": 1995,
            "runtime": 170,
            "genres": ["Crime", "Thriller"],
            "imdb_rating": 8.3,
            "imdb_votes": 790_000,
            "overview": OVERVIEW,
            "why": "matches: heist",
            "poster_url": None,
            "trailer_url": "https://video.example/heat",
            "url": None,
            "position": 2,
            "total": 14,
        },
        "buttons": [
            [
                {"n": 1, "label": "Seen", "data": "1m:949:s:Ab3x:1", "url": None},
                {"n": 2, "label": "Next", "data": "1t:Ab3x:2", "url": None},
            ],
            [{"n": 3, "label": "Trailer", "data": None, "url": "https://video.example/heat"}],
        ],
    }


def test_json_of_a_bare_text_is_one_line_with_its_letters() -> None:
    line = as_json(Reply("Voilà :\n« Été »", show=Show.TOAST))
    assert "\n" not in line
    assert "« Été »" in line
    assert json.loads(line) == {
        "type": "reply",
        "show": "toast",
        "text": "Voilà :\n« Été »",
        "card": None,
        "buttons": [],
    }


def test_the_end_of_an_answer() -> None:
    answer = Answer((), "offline", "fr", {"intent": "recommend", "wish": {"kind": "tv"}})
    assert json.loads(end_as_json(3.14159, answer)) == {
        "type": "end",
        "ms": 3.14,
        "understander": "offline",
        "language": "fr",
        "reading": {"intent": "recommend", "wish": {"kind": "tv"}},
    }
    assert json.loads(end_as_json(1, Answer((), "tap")))["reading"] is None


def test_json_of_a_list_holds_its_rows_and_its_plain_text() -> None:
    told = json.loads(as_json(Reply(body=LIST)))
    assert told["text"] == "Seen (1):\n1. Heat (1995) ★ 8.3"
    assert told["items"] == [
        {"id": 949, "kind": "movie", "title": "Heat", "year": 1995, "rating": "8.3", "note": ""}
    ]


def test_json_of_files_holds_their_sizes() -> None:
    told = json.loads(as_json(Reply("Yours:", files=(File("a.csv", "é".encode()),))))
    assert told["files"] == [{"name": "a.csv", "bytes": 2}]


def test_json_of_a_person() -> None:
    assert json.loads(as_json(Reply(card=TILDA)))["card"] == {
        "id": 3063,
        "kind": "person",
        "name": "Tilda Swinton",
        "department": "Acting",
        "known_for": ["Orlando", "Suspiria"],
        "picture_url": None,
        "works": 60,
    }


def test_a_person_in_plain_lines_and_drawn() -> None:
    assert as_plain(Reply("Here:", TILDA), speech("en")).splitlines() == [
        "Here:",
        "Tilda Swinton · Acting · 60 titles",
        "Known for Orlando and Suspiria",
    ]
    screen = on_screen(Reply("Here:", TILDA))
    for part in ("Here:", "Tilda Swinton", "Acting · 60 titles", "Known for Orlando", "╭"):
        assert part in screen


def test_the_heading_of_a_list_is_bold_where_there_are_colours() -> None:
    screen = on_screen(
        Reply(body=LIST), force_terminal=True, color_system="standard", no_color=False
    )
    assert screen.startswith("\x1b[1mSeen (1):\x1b[0m\n1. Heat (1995)")


def test_plain_lines() -> None:
    assert as_plain(REPLY, speech("en")).splitlines() == [
        "Heist films:",
        "Heat (1995) · 2 h 50 · Crime, Thriller · ★ 8.3 (790,000) · 2/14",
        "Directed by Michael Mann",
        OVERVIEW,
        "matches: heist",
        "[1] Seen  [2] Next",
        "[3] Trailer: https://video.example/heat",
    ]


def test_figures_in_french() -> None:
    assert "★ 8,3 (790\u202f000)" in as_plain(REPLY, speech("fr"))
    assert "★ 9,0" in as_plain(Reply(card=replace(HEAT, imdb_rating=9.0)), speech("fr"))


def test_a_card_about_which_little_is_known() -> None:
    assert as_plain(Reply(card=Card(1, "tv", "Untitled")), speech("en")) == "Untitled"


def test_a_drawn_card() -> None:
    screen = on_screen(REPLY)
    for part in (
        "Heat (1995)",
        "2 h 50 · Crime, Thriller · ★ 8.3 (790,000)",
        "matches: heist",
        "2/14",
        "[1] Seen  [2] Next",
        "╭",
    ):
        assert part in screen
    assert "\x1b" not in screen


def test_title_in_bold_and_reason_in_italics_where_there_are_colours() -> None:
    screen = on_screen(REPLY, force_terminal=True, color_system="standard", no_color=False)
    assert "\x1b[1mHeat (1995)" in screen
    assert "\x1b[3mmatches: heist" in screen


def test_no_colour_when_asked_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen = on_screen(REPLY, force_terminal=True, color_system="standard")
    assert "\x1b[3" not in screen.replace("\x1b[3m", "")
    assert "\x1b[1mHeat (1995)" in screen


@pytest.mark.parametrize("width", [20, 30, 44, 200])
def test_narrow_and_wide_terminals(width: int) -> None:
    lines = on_screen(REPLY, width).splitlines()
    assert all(len(line) <= width for line in lines)
    words = " ".join(line.strip(" │╭╮╰╯─") for line in lines)
    assert all(f"[{n}]" in words for n in (1, 2, 3))
    assert "Michael" in words


def test_wide_letters_keep_the_frame() -> None:
    from rich.cells import cell_len

    card = Card(1, "movie", "千と千尋の神隠し", 2001, overview="湯屋で働く少女の物語。" * 10)
    assert {cell_len(line) for line in on_screen(Reply(card=card), 40).splitlines()} == {40}


def test_figures_stay_whole_where_the_line_ends() -> None:
    assert [line for line in on_screen(REPLY, 44, "fr").splitlines() if "★" in line][0].strip(
        "│ "
    ) == "★ 8,3 (790\u202f000)"


def test_brackets_and_markup_in_a_text_stay_as_they_are() -> None:
    assert "[red]REC[/red] ² [1]" in on_screen(Reply("[red]REC[/red] ² [1]"))


@pytest.mark.parametrize(
    "evil", ["\x1b[2J", "\x1b]0;title\x07", "\u202egnp.exe", "\x9b31m", "a\rb"]
)
def test_nothing_in_a_text_steers_the_terminal(evil: str) -> None:
    reply = Reply(
        f"before {evil} after",
        Card(1, "movie", f"Title {evil}", overview=evil),
        ((Button(evil, TurnTo("a", 1)),),),
    )
    for screen in (as_plain(reply, speech("en")), on_screen(reply)):
        assert not {"\x1b", "\x9b", "\x07", "\r", "\u202e"} & set(screen)


def test_buttons_wrap_between_buttons_only() -> None:
    pieces = [("[1] Seen", 8), ("[2] Not for me", 14), ("[3] Next", 8)]
    assert wrapped(pieces, 24) == [["[1] Seen", "[2] Not for me"], ["[3] Next"]]
    assert wrapped(pieces, 3) == [["[1] Seen"], ["[2] Not for me"], ["[3] Next"]]
