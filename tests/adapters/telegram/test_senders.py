"""Senders who are no person: left alone, or answered without being taken for somebody."""

import pytest

from bot.app import App
from core.dialogue.tables.chats import chat_people
from core.dialogue.tables.inbox import inbox
from core.dialogue.tables.users import identities
from core.library.tables import marks
from tests.botapi import BotApi, Channel, Group, Person
from tests.waiting import until

FILM = "/suggest a film with Al Pacino"


@pytest.fixture
async def forum(api: BotApi, ann: Person) -> Group:
    """Another group that has taken the bot in."""
    group = api.group("Cinema forum", ann, large=True)
    await group.takes_in_bot()
    await ann.sees("/suggest", in_=group)
    return group


@pytest.fixture
def news(api: BotApi) -> Channel:
    return api.channel("Film news")


async def test_what_a_channel_forwards_by_itself_is_neither_answered_nor_kept(
    api: BotApi, app: App, ann: Person, club: Group, forum: Group, news: Channel
) -> None:
    await ann.says("/help", in_=club)
    await ann.sees("friend who knows films", in_=club)
    known = [await app.store.rows(table.select()) for table in (identities, inbox, chat_people)]
    for group in (club, forum):
        news.posts("/suggest a heist film", group)
        news.posts("/seen Heat", group)
        await ann.says("what news!", in_=group)
        await ann.sees_nothing(in_=group, seconds=0.5)
    await api.all_taken()
    assert known == [
        await app.store.rows(table.select()) for table in (identities, inbox, chat_people)
    ]


async def test_what_one_group_marks_is_in_no_other_groups_list(
    app: App, ann: Person, club: Group, forum: Group, news: Channel
) -> None:
    for as_ in (club, news):
        await ann.says("/seen Heat", in_=club, as_=as_)
        await ann.sees("Write as yourself", in_=club)
    assert await app.store.rows(marks.select()) == []
    await ann.says("/seen", in_=forum, as_=news)
    await ann.sees("between you and me", in_=forum)


@pytest.mark.parametrize("name", ["the group", "a channel"])
async def test_in_the_name_of_a_group_or_a_channel_there_are_cards_to_tap(
    api: BotApi, ann: Person, club: Group, forum: Group, news: Channel, name: str
) -> None:
    as_ = club if name == "the group" else news
    asked = await ann.says(FILM, in_=club, as_=as_)
    card = await ann.sees("Al Pacino", photo=True, in_=club)
    assert card.reply_to == asked.id
    bob = api.person("Bob")
    assert "Seen:" in (await bob.taps("Seen", on=card) or "")
    await bob.says("/seen")
    await bob.sees("Seen (1)")
    await ann.says("/seen")
    await ann.sees("nothing yet")
    await ann.says("a comedy instead", in_=club, as_=as_, reply_to=card)
    await ann.sees("Comedies", photo=True, in_=club)


async def test_in_each_group_it_is_another_sender(
    app: App, ann: Person, club: Group, forum: Group, news: Channel
) -> None:
    for group in (club, forum):
        for as_ in (group, news):
            await ann.says(FILM, in_=group, as_=as_)
            await ann.sees("Al Pacino", photo=True, in_=group)
    kept = {row.platform_user_id for row in await app.store.rows(identities.select())}
    assert kept == {
        f"{group.chat.id}/{as_}"
        for group in (club, forum)
        for as_ in (group.chat.id, news.fields["id"])
    }


async def test_a_card_posted_through_the_bot_is_no_request(
    api: BotApi, app: App, ann: Person, club: Group
) -> None:
    found = await ann.types("90s heist")
    for place in (None, club):
        await ann.chooses(found, found.results[0], in_=place)
        await ann.sees_nothing(in_=place, seconds=0.5)
    await api.all_taken()
    kept = await app.store.rows(inbox.select())
    await ann.says("/seen")
    await ann.sees("nothing yet")
    assert not [row for row in kept if "via_bot" in str(row.payload)]


async def test_other_bots_and_telegram_itself_are_left_alone(
    api: BotApi, ann: Person, club: Group
) -> None:
    for number, is_bot in ((4242, True), (777000, False)):
        sender = {"id": number, "is_bot": is_bot, "first_name": "Machine"}
        post = api.world.write(club.chat, sender, {"text": "/help", "entities": _command("/help")})
        api.world.tell(post)
    await ann.says("who is that?", in_=club)
    await until(lambda: not api.world.updates.pending)
    await ann.sees_nothing(in_=club)


def _command(text: str) -> list[dict[str, object]]:
    return [{"type": "bot_command", "offset": 0, "length": len(text)}]
