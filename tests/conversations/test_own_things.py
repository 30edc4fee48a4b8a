"""What is kept of a person: said, handed over, and taken as a table that harms no spreadsheet."""

import csv
import io
import json

from core.capabilities.account.actions import _table
from core.dialogue.tables.users import identities
from core.dialogue.turn import UserRef
from core.storage.store import Store
from tests.talk import Talk


async def test_privacy_says_what_is_kept_and_leads_on(talk: Talk) -> None:
    await talk.say("/privacy")
    talk.sees("What I keep", "/export", "/forget", "Send me my data", "Delete my data")


async def test_an_export_is_everything_and_a_table_of_the_marks(talk: Talk) -> None:
    await talk.say("I've seen Heat and I loved Up")
    await talk.say("/export")
    whole, table = talk.replies[0].files
    assert json.loads(whole.content)["sessions"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert {(row["title"], row["status"]) for row in rows} >= {("Heat", "seen")}


async def test_a_title_that_is_a_formula_is_text_in_the_table() -> None:
    rows = list(
        csv.reader(
            io.StringIO(_table([("=2+2", 2001, "movie", None, "seen", "", "")]).decode("utf-8-sig"))
        )
    )
    assert rows[1][0] == "'=2+2"


async def test_settings_offer_languages_and_regions_to_tap(talk: Talk, parle: Talk) -> None:
    await talk.say("/settings")
    await talk.tap("Ireland")
    talk.sees("Your region is now Ireland")
    await parle.say("/reglages")
    await parle.tap("Belgique")
    parle.sees("Belgique")
    await parle.tap("English") if "English" in parle.labels else await parle.say("in English")
    parle.sees("English")


async def test_an_apology_can_be_tried_again(talk: Talk) -> None:
    await talk.press("1z")
    talk.sees("too old")


async def test_forgetting_asks_about_accounts_by_their_names(talk: Talk) -> None:
    talk.user = UserRef("telegram", "4711", "Ann \u202e\x00Smith\u200b" + "x" * 200, "en")
    await talk.say("/forget")
    shown = "Ann Smith" + "x" * (64 - len("Ann Smith"))
    talk.sees(f"about you on Telegram ({shown}):").sees_no("4711")


async def test_a_name_is_kept_as_it_is_now_handed_over_and_deleted(
    talk: Talk, library: Store
) -> None:
    await talk.say("hello")
    talk.user = UserRef("test", "ann", "Anna", "en")
    await talk.say("hello")
    kept = await library.rows(identities.select())
    assert [row.name for row in kept] == ["Anna"]
    await talk.say("/export")
    assert b'"name": "Anna"' in talk.replies[0].files[0].content
    await talk.say("/forget")
    await talk.tap("Yes, delete everything")
    assert await library.rows(identities.select()) == []
