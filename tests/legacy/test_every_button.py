"""A database of version 978dc74, upgraded: every button of its dialogues does what it did, and
every dialogue goes on; but for what was changed on purpose.
"""

from itertools import chain, product

import pytest

from tests.legacy.changed import CHANGED_ON_PURPOSE, Changed, scenes
from tests.legacy.recording import DIALOGUES, dialogue, recorded
from tests.legacy.said import differences, then
from tests.legacy.stage import Stage

CLUB, IN_CLUB = "telegram:-1001", ("telegram:ann", "telegram:bob")
PERSONAL = {"Cancel", "Export", "ForgetMe", "Lift", "Settings", "ShowList", "Stats"}
PERSONAL |= {"AgreeLink", "DropLink"}
OLD_PERSONAL = [
    data for data, meant in recorded()["buttons"].items() if meant["intent"] in PERSONAL
]
HAVE_MARKS = [account for account, kept in recorded()["before"].items() if kept.get("marks")]


@pytest.mark.parametrize("name", DIALOGUES)
async def test_every_button_does_what_it_did_and_dialogues_go_on(stage: Stage, name: str) -> None:
    found = []
    for scene in scenes(name):
        found += await stage.differences(scene)
    assert found == []


@pytest.mark.parametrize("changed", CHANGED_ON_PURPOSE, ids=lambda changed: changed.tap)
def test_what_was_changed_on_purpose_was_recorded_otherwise(changed: Changed) -> None:
    steps = chain.from_iterable(scene["steps"] for scene in dialogue(changed.dialogue)["scenes"])
    selected = [step for step in steps if changed.selects(changed.dialogue, step)]
    assert selected
    for step in selected:
        assert [then(reply) for reply in step["replies"]] != [then(one) for one in changed.replies]


async def test_old_personal_buttons_lead_out_of_a_group_and_change_nothing(stage: Stage) -> None:
    assert len(OLD_PERSONAL) > 30
    for account, data in product(IN_CLUB, OLD_PERSONAL):
        [reply] = await stage.program.take({"who": account, "chat": CLUB, "tap": data})
        assert reply.show == "toast", data
        assert "in private" in reply.text, data
    assert stage.now() == stage.before


async def test_all_that_was_kept_of_people_is_kept(stage: Stage) -> None:
    assert stage.before == recorded()["before"]


async def test_what_was_marked_is_never_suggested_again(stage: Stage) -> None:
    for account in HAVE_MARKS:
        shown = await _suggested(stage, account, account)
        assert len(shown) > 10
        assert not shown & stage.marked(account), account


async def test_a_group_is_not_shown_what_anybody_there_has_seen(stage: Stage) -> None:
    seen = set().union(*(stage.marked(account, "seen") for account in IN_CLUB))
    for account in IN_CLUB:
        shown = await _suggested(stage, account, CLUB)
        assert len(shown) > 10
        assert not shown & (seen | stage.marked(account))


async def test_answers_not_delivered_yet_are_as_they_were(stage: Stage) -> None:
    kept = await stage.program.kept_answers("telegram")
    for update, replies in recorded()["pending"].items():
        for reply, now in zip(replies, kept[update], strict=True):
            assert list(differences(reply, now, set())) == []
            assert now.text == reply["text"]


async def _suggested(stage: Stage, account: str, chat: str) -> set[int]:
    """The titles of some suggestions, asked for in several ways."""
    shown = set()
    for text in ("/film", *["/next"] * 8, "/surprise", "/next", "something like Heat", "/next"):
        replies = await stage.program.take({"who": account, "chat": chat, "say": text})
        shown |= {reply.card for reply in replies if reply.card is not None}
    return shown
