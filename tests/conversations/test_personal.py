"""What is between one user and the bot, asked for where others read."""

from collections.abc import Callable

import pytest

from core.capabilities import LINKS, ROUTER
from core.capabilities.account.intents import Export, ForgetMe, Settings
from core.capabilities.linking.intents import AgreeLink, DropLink
from core.capabilities.lists.intents import ShowList
from core.capabilities.suggesting.intents import Lift
from core.dialogue.buttons import LIMIT
from core.dialogue.conversation import Conversation
from core.dialogue.intents import Cancel, Personal, Reserved
from core.dialogue.sessions import Users
from core.dialogue.tables.users import identities, users
from core.dialogue.turn import UserRef
from core.films.wishes.wish import Wish
from core.library.tables import marks
from core.storage.store import Store
from tests.talk import Talk

In = Callable[..., Talk]


@pytest.fixture
def club(conversation: Conversation) -> In:
    """Anyone, in the film club."""
    return lambda user: Talk(conversation, user, chat="club")


async def whole(store: Store) -> list[list[tuple[object, ...]]]:
    """All that is kept of people."""
    return [
        [tuple(row) for row in await store.rows(table.select())]
        for table in (users, marks, identities)
    ]


PERSONAL = {
    "/forget": "Delete everything I know about you",
    "/settings": "Language: English",
    "/export": "unwatched.json",
    "/link": "Your code:",
    "/seen": "Heat (1995)",
    "/later": "For later: nothing yet",
    "/favourites": "Your favourites: nothing yet",
    "/stats": "Seen 1",
    "what have I seen": "Heat (1995)",
    "what's on my watchlist": "For later: nothing yet",
}


@pytest.mark.parametrize(("said", "answer"), PERSONAL.items())
async def test_in_a_group_it_leads_to_the_private_chat_and_does_that_there(
    club: In, talk: Talk, said: str, answer: str
) -> None:
    await talk.say("I've seen Heat")
    ann = await club("ann").say(said)
    ann.sees("between you and me", "Open our private chat").sees_no(answer)
    await talk.say(f"/start {_opens(ann)}")
    talk.sees(answer)


async def test_a_part_of_a_list_is_that_part_in_private(club: In, talk: Talk) -> None:
    await talk.say("I've seen Heat and Alien")
    ann = await club("ann").say("what science fiction have I seen")
    await talk.say(f"/start {_opens(ann)}")
    talk.sees("Alien (1979)").sees_no("Heat (1995)")


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(kind="tv"),
        Wish(year_from=1990, year_to=1999),
        Wish(kind="movie", genres=("science-fiction", "war"), year_from=1980),
    ],
)
def test_a_link_to_a_list_carries_what_it_is_filtered_by(wish: Wish) -> None:
    assert LINKS.opened(LINKS.carried(ShowList("not_interested", wish))) == ShowList(
        "not_interested", wish
    )


def test_a_link_never_carries_too_much() -> None:
    many = Wish(genres=("science-fiction", "documentary", "adventure", "animation"))
    payload = LINKS.carried(ShowList("not_interested", many))
    assert LINKS.opened(payload) == ShowList("not_interested")


async def test_no_link_changes_anything_by_being_opened(library: Store, talk: Talk) -> None:
    await talk.say("I've seen Heat")
    before = await whole(library)
    for payload in ("forget", "settings", "export", "unlink", "stats", "lift", "my-seen--"):
        await talk.say(f"/start {payload}")
    assert await whole(library) == before


async def test_a_setting_changed_by_saying_so_is_done_where_it_was_said(club: In) -> None:
    ann = await club("ann").say("/language fr")
    ann.sees("Je te réponds désormais en français.")


OLD = ["1f:1", "1f:0", "1c", "1s:fr:", "1s::BE", "1x", "1b", "1j:AbCd1234", "1k:AbCd1234", "1w:s"]


@pytest.mark.parametrize("data", OLD)
async def test_an_old_button_does_nothing_in_a_group(
    club: In, talk: Talk, library: Store, data: str
) -> None:
    await talk.say("I've seen Heat")
    before = await whole(library)
    ann = await club("ann").press(data)
    _is_a_notice(ann, "who this button was for", "in private")
    assert await whole(library) == before


@pytest.mark.parametrize("data", ["1f:1", "2:999:f:1"])
async def test_in_private_any_button_works(talk: Talk, library: Store, data: str) -> None:
    await talk.say("I've seen Heat")
    await talk.press(data)
    talk.sees("Everything about you is deleted")
    assert await library.rows(users.select()) == []


QUESTIONS = [
    ForgetMe(confirmed=True),
    ForgetMe(),
    Cancel(),
    Settings(language="fr"),
    Settings(region="BE"),
    Export(),
    Lift(),
    AgreeLink("AbCd1234"),
    DropLink("AbCd1234"),
    ShowList("seen"),
]


@pytest.mark.parametrize("asked", QUESTIONS)
async def test_somebody_elses_button_does_nothing(
    club: In, talk: Talk, other: Talk, library: Store, asked: Personal
) -> None:
    await talk.say("I've seen Heat")
    await other.say("I've seen Alien")
    ann = await library.of(Users).by_identity("test", "ann")
    assert ann
    before = await whole(library)
    bob = await club("bob").press(ROUTER.encode(Reserved(asked, ann.id)))
    _is_a_notice(bob, "for someone else")
    assert await whole(library) == before


async def test_buttons_of_ones_own_are_for_oneself(club: In, library: Store) -> None:
    ann = await club("ann").say("/privacy")
    await club("bob").say("hello")
    bob = await club("bob").press(ann.data("Delete my data"))
    _is_a_notice(bob, "for someone else")
    await ann.tap("Delete my data")
    ann.sees("between you and me")
    assert len(await library.rows(users.select())) == 2


async def test_every_personal_button_names_who_it_is_for(talk: Talk, library: Store) -> None:
    for said in ("/settings", "/forget", "/link", "/privacy"):
        await talk.say(said)
        ann = await library.of(Users).by_identity("test", "ann")
        assert ann
        for row in talk.replies[0].buttons:
            for button in row:
                if button.copies:  # it asks the bot for nothing
                    assert button.intent is None
                    continue
                assert isinstance(button.intent, Reserved)
                assert button.intent.user_id == ann.id
                assert len(ROUTER.encode(button.intent).encode()) <= LIMIT
                assert ROUTER.decode(ROUTER.encode(button.intent)) == button.intent


@pytest.mark.parametrize(
    "said", ["I've seen Heat", "seen it", "undo", "/language fr", "never suggest horror again"]
)
async def test_nothing_is_marked_or_set_for_who_writes_as_a_group(
    club: In, library: Store, said: str
) -> None:
    admin = club("-100/-100")
    admin.user = UserRef("test", "-100/-100", "Film club", anonymous=True)
    await admin.say("/suggest a heist film")
    assert admin.card
    before = await whole(library)
    await admin.say(said)
    admin.sees("Write as yourself")
    assert await whole(library) == before


def _opens(talk: Talk) -> str:
    (payload,) = [
        button.opens for row in talk.replies[-1].buttons for button in row if button.opens
    ]
    return payload


def _is_a_notice(talk: Talk, *parts: str) -> None:
    (reply,) = talk.replies
    assert reply.show == "toast"
    assert not reply.buttons
    talk.sees(*parts)
