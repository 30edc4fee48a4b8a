"""One person on two platforms: a code given on one, entered on the other, agreed on both."""

import re
from datetime import datetime, timedelta

import pytest

from core.capabilities import conversation as conversation_with
from core.capabilities.linking.tables import links
from core.dialogue.conversation import Conversation, utc_now
from core.dialogue.sessions import Users
from core.dialogue.tables.outbox import outbox
from core.dialogue.tables.sessions import sessions
from core.dialogue.tables.users import users
from core.dialogue.turn import ChatRef, UserRef
from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.recommender import Recommender
from core.films.wishes.wish import Wish
from core.library.tables import marks
from core.storage.store import Store
from core.understanding.readers import Offline, rules
from tests.talk import Talk


class Clock:
    """The time, which can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def conversation(library: Store, clock: Clock) -> Conversation:
    names = await load_names(library)
    reader = rules(Offline(names))
    return conversation_with(
        library, reader, Catalogue(library, names), Recommender(library), clock=clock
    )


def on(conversation: Conversation, platform: str, name: str = "ann", language: str = "en") -> Talk:
    """Somebody's account on a platform."""
    talk = Talk(conversation, name, language)
    talk.user, talk.chat = UserRef(platform, name, name, language), ChatRef(platform, name)
    return talk


@pytest.fixture
def telegram(conversation: Conversation) -> Talk:
    return on(conversation, "telegram")


@pytest.fixture
def discord(conversation: Conversation) -> Talk:
    return on(conversation, "discord")


def code(talk: Talk) -> str:
    found = re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", talk.text)
    assert found, talk.text
    return found[0]


async def linked(telegram: Talk, discord: Talk) -> None:
    await discord.say("/link")
    await telegram.say(f"/link {code(discord)}")
    await telegram.tap("Link my accounts")
    await discord.tap("Link my accounts")
    discord.sees("lists of Discord (ann) and Telegram (ann)", "Are both accounts yours?")
    await discord.tap("Link my accounts")
    discord.sees("Done: Discord (ann) and Telegram (ann) are linked")


async def test_two_accounts_become_one_and_the_lists_merge(
    telegram: Talk, discord: Talk, library: Store
) -> None:
    await telegram.say("I've seen Heat and Alien")
    await discord.say("save Inception for later")
    await linked(telegram, discord)
    await discord.say("/seen")
    discord.sees("Heat (1995)", "Alien (1979)")
    await telegram.say("/watchlist")
    telegram.sees("Inception (2010)")
    assert len(await library.rows(users.select())) == 1
    await discord.say("I've seen Jaws")
    await telegram.say("/seen")
    telegram.sees("Jaws", "Heat")


async def test_of_a_title_marked_on_both_the_last_word_holds(
    telegram: Talk, discord: Talk, library: Store
) -> None:
    await telegram.say("save Heat for later")
    await discord.say("I loved Alien")
    await discord.say("I've seen Heat")
    await telegram.say("Alien is not for me")
    await telegram.say("take Alien off my list")
    await telegram.say("save Alien for later")
    await linked(telegram, discord)
    await discord.say("/seen")
    discord.sees("Heat (1995)").sees_no("Alien (1979)")
    await discord.say("/watchlist")
    discord.sees("Alien (1979)").sees_no("Heat (1995)")
    await discord.say("/favourites")
    discord.sees("nothing yet")
    assert len(await library.rows(marks.select())) == 2


async def test_neither_side_alone_can_link(telegram: Talk, discord: Talk, library: Store) -> None:
    await discord.say("/link")
    await discord.tap("Link my accounts")
    discord.sees("Nobody has entered the code yet")
    given = code(await discord.say("/link"))
    await telegram.say(f"/link {given.lower().replace('-', ' ')}")
    telegram.sees("lists of Telegram (ann) and Discord (ann)", "Are both accounts yours?")
    await discord.tap("Link my accounts")
    await discord.tap("Link my accounts")
    discord.sees("press “Link my accounts” on Telegram (ann)")
    assert len(await library.rows(users.select())) == 2
    await telegram.tap("Link my accounts")
    telegram.sees("Done")
    assert len(await library.rows(users.select())) == 1


async def test_a_code_works_once_and_for_ten_minutes(
    telegram: Talk, discord: Talk, conversation: Conversation, clock: Clock
) -> None:
    thief = on(conversation, "telegram", "thief")
    given = code(await discord.say("/link"))
    await telegram.say(f"/link {given}")
    await thief.say(f"/link {given}")
    thief.sees("don’t know that code")
    old = code(await discord.say("/link"))
    clock.ahead += timedelta(minutes=11)
    await telegram.say(f"/link {old}")
    telegram.sees("That code has expired")
    await discord.tap("Link my accounts")
    discord.sees("has expired")


async def test_ones_own_code_or_a_wrong_one_links_nothing(discord: Talk) -> None:
    given = code(await discord.say("/link"))
    await discord.say(f"/link {given}")
    discord.sees("your own code")
    await discord.say("/link AAAA-BBBB-CCCC-DDDD")
    discord.sees("don’t know that code")


async def test_no_on_either_side_ends_it(telegram: Talk, discord: Talk) -> None:
    given = code(await discord.say("/link"))
    await telegram.say(f"/link {given}")
    await telegram.tap("No, don’t link them")
    telegram.sees("nothing is linked")
    await discord.tap("Link my accounts")
    discord.sees("has expired")


async def test_a_strangers_press_agrees_to_nothing(
    telegram: Talk, discord: Talk, conversation: Conversation
) -> None:
    stranger = on(conversation, "telegram", "bob")
    given = code(await discord.say("/link"))
    await telegram.say(f"/link {given}")
    await stranger.press(telegram.data("Link my accounts"))
    stranger.sees("has expired")
    await discord.tap("Link my accounts")
    await discord.tap("Link my accounts")
    discord.sees("on Telegram")


async def test_codes_are_kept_as_hashes_only(telegram: Talk, discord: Talk, library: Store) -> None:
    given = code(await discord.say("/link"))
    await telegram.say(f"/link {given}")
    kept = str(
        [tuple(row) for table in (links, sessions) for row in await library.rows(table.select())]
    )
    assert given not in kept
    assert given.replace("-", "") not in kept


async def test_parted_accounts_each_keep_the_lists(telegram: Talk, discord: Talk) -> None:
    await telegram.say("I've seen Heat")
    await linked(telegram, discord)
    await discord.say("/unlink")
    discord.sees("separate again")
    await discord.say("I've seen Alien")
    await telegram.say("/seen")
    telegram.sees("Heat (1995)").sees_no("Alien (1979)")
    await discord.say("/seen")
    discord.sees("Heat (1995)", "Alien (1979)")
    await discord.say("/unlink")
    discord.sees("isn’t linked")


async def test_en_francais(conversation: Conversation) -> None:
    zoe = on(conversation, "discord", "zoe", "fr")
    await zoe.say("/lier")
    zoe.sees("Ton code", "Relier mes comptes")


async def test_settings_of_the_one_fill_the_gaps_of_the_other(
    telegram: Talk, discord: Talk, library: Store
) -> None:
    await telegram.say("I live in Belgium")
    await telegram.say("never suggest horror again")
    await discord.say("never suggest westerns again")
    await linked(telegram, discord)
    person = await library.of(Users).by_identity("discord", "ann")
    assert person
    assert person.region == "BE"
    assert set(Wish.from_dict(person.limits).not_genres) == {"horror", "western"}


async def test_a_right_code_entered_twice_asks_the_same_again(
    telegram: Talk, discord: Talk
) -> None:
    given = code(await discord.say("/link"))
    asked = (await telegram.say(f"/link {given}")).text
    assert (await telegram.say(f"/link {given}")).text == asked
    await telegram.tap("Link my accounts")
    telegram.sees("press “Link my accounts” on Discord (ann)")


async def test_the_first_side_is_told_when_it_is_done(
    telegram: Talk, conversation: Conversation, library: Store
) -> None:
    discord = on(conversation, "discord", "zoe", "fr")
    await discord.say("/lier")
    await telegram.say(f"/link {code(discord)}")
    await discord.tap("Relier mes comptes")
    discord.sees("Les listes de Discord (zoe) et de Telegram (ann)")
    await discord.tap("Relier mes comptes")
    discord.sees("C’est confirmé ici")
    await telegram.tap("Link my accounts")
    telegram.sees("Done")

    (told,) = await library.rows(outbox.select())
    assert (told.platform, told.chat_id) == ("discord", "zoe")
    assert "Discord (zoe) et Telegram (ann) sont reliés" in str(told.answer)


async def test_a_button_of_an_older_version_agrees_at_once(telegram: Talk, discord: Talk) -> None:
    given = code(await discord.say("/link"))
    old = discord.data("Link my accounts").removesuffix(":1")
    await telegram.say(f"/link {given}")
    await discord.press(old)
    discord.sees("press “Link my accounts” on Telegram (ann)")
