"""What is kept of a person: said, handed over, and taken as a table that harms no spreadsheet."""

import csv
import io
import json

from core.handlers.person import _table
from tests.talk import Talk


async def test_privacy_says_what_is_kept_and_leads_on(talk: Talk) -> None:
    await talk.say("/privacy")
    talk.sees("What I keep", "/export", "/forget", "Send me my data", "Delete everything")


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
    talk.sees("too long ago")
