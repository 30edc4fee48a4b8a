"""Groups: what the bot may read and where it may speak, topics, and the move to a supergroup."""

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.botapi import BotApi, Group, Person, serve_botapi
from tests.botapi.conftest import Wire

SEEN = InlineKeyboardMarkup([[InlineKeyboardButton("Seen", callback_data="1")]])


@pytest.fixture
async def club(api: BotApi, ann: Person) -> Group:
    """A small group that took the bot in."""
    group = api.group("Film club", ann)
    await group.takes_in_bot()
    return group


async def test_the_bot_comes_and_goes(club: Group, bot: Bot) -> None:
    await bot.send_message(club.chat.id, "Hello everybody")
    await club.kicks_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(club.chat.id, "Hello?")
    joined, service, kicked = await bot.get_updates()
    assert joined.my_chat_member
    assert joined.my_chat_member.difference()["status"] == ("left", "member")
    assert service.message
    assert service.message.new_chat_members[0].username == "unwatched_bot"
    assert kicked.my_chat_member
    assert kicked.my_chat_member.difference()["status"] == ("member", "kicked")


async def test_the_bot_leaves(club: Group, ann: Person, bot: Bot) -> None:
    assert await bot.leave_chat(club.chat.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(club.chat.id, "Hello?")
    with pytest.raises(BadRequest, match="Chat member status can't be changed in private chats"):
        await bot.leave_chat(ann.chat.id)


async def test_privacy_lets_through_commands_and_answers(
    club: Group, ann: Person, bot: Bot
) -> None:
    for unread in (
        "what shall we watch?",
        "@unwatched_bot what shall we watch?",
        "/help@other_bot",
        "say /help",
    ):
        await ann.says(unread, club)
        assert ann.update is None
    await ann.says("/help", club)
    await ann.says("/recommend@Unwatched_bot a heist", club)
    sent = await bot.send_message(club.chat.id, "Heat")
    await ann.says("shorter", club, reply_to=await ann.sees("Heat", in_=club))
    *_, plain, named, answer = await bot.get_updates()
    assert plain.message
    assert plain.message.text == "/help"
    assert named.message
    assert list(named.message.parse_entities(["bot_command"]).values()) == [
        "/recommend@Unwatched_bot"
    ]
    assert answer.message
    assert answer.message.reply_to_message
    assert answer.message.reply_to_message.message_id == sent.message_id


async def test_without_privacy_all_is_read() -> None:
    async with serve_botapi(privacy=False) as api:
        ann = api.person("Ann")
        club = api.group("Film club", ann)
        await ann.says("nobody is here yet", club)
        assert ann.update is None
        await club.takes_in_bot()
        await ann.says("what shall we watch?", club)
        assert ann.update


async def test_everybody_may_press_a_button(
    api: BotApi, club: Group, bot: Bot, ann: Person
) -> None:
    bob = api.person("Bob")
    asked = await ann.says("/recommend", club)
    await bot.send_message(
        club.chat.id, "Heat", reply_markup=SEEN, reply_parameters=ReplyParameters(asked.id)
    )
    assert (await ann.sees("Heat", in_=club)).reply_to == asked.id
    tapping = asyncio.create_task(bob.taps("Seen", club))
    update = (await bot.get_updates(timeout=20))[-1]
    assert update.callback_query
    assert (update.callback_query.from_user.first_name, update.effective_chat.id) == (
        "Bob",
        club.chat.id,
    )
    await bot.answer_callback_query(update.callback_query.id, "Noted")
    assert await tapping == "Noted"


async def test_topics_stay_apart(api: BotApi, ann: Person, bot: Bot) -> None:
    club = api.group("Film club", ann, topics=True)
    await club.takes_in_bot()
    comedies = club.topic("Comedies")
    await ann.says("/recommend", club, topic=comedies)
    message = (await bot.get_updates())[-1].message
    assert message
    assert (message.is_topic_message, message.message_thread_id, message.chat.is_forum) == (
        True,
        comedies,
        True,
    )
    assert message.reply_to_message
    assert message.reply_to_message.forum_topic_created
    await bot.send_message(club.chat.id, "Some Like It Hot", message_thread_id=comedies)
    card = await ann.sees("Some Like It Hot", in_=club)
    assert (card.thread, card.reply_to) == (comedies, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(club.chat.id, "Heat", message_thread_id=comedies + 100)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_chat_action(club.chat.id, "typing", message_thread_id=1)


async def test_an_answer_in_a_supergroup_names_a_thread_that_is_no_topic(
    api: BotApi, ann: Person, bot: Bot
) -> None:
    club = api.group("Film club", ann, large=True)
    await club.takes_in_bot()
    sent = await bot.send_message(club.chat.id, "Heat")
    await ann.says("shorter", club, reply_to=await ann.sees("Heat", in_=club))
    message = (await bot.get_updates())[-1].message
    assert message
    assert (message.message_thread_id, message.is_topic_message) == (sent.message_id, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(club.chat.id, "Ronin", message_thread_id=message.message_thread_id)


@pytest.mark.parametrize("new_first", [False, True])
async def test_a_group_becomes_a_supergroup(
    club: Group, ann: Person, bot: Bot, wire: Wire, new_first: bool
) -> None:
    await club.becomes_supergroup(new_first=new_first)
    assert club.old
    *_, first, second = [update.message for update in await bot.get_updates()]
    left, arrived = (second, first) if new_first else (first, second)
    assert left
    assert (left.chat.id, left.migrate_to_chat_id) == (club.old.id, club.chat.id)
    assert arrived
    assert (arrived.chat.id, arrived.migrate_from_chat_id) == (club.chat.id, club.old.id)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(club.old.id, "Heat")
    assert moved.value.new_chat_id == club.chat.id
    answer = await wire.call("sendMessage", chat_id=club.old.id, text="Heat")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    await bot.send_message(club.chat.id, "Heat")
    await ann.sees("Heat", in_=club)


async def test_who_is_in_a_group(api: BotApi, club: Group, ann: Person, bot: Bot) -> None:
    await ann.says("hello", club)
    assert (await bot.get_chat_member(club.chat.id, ann.user["id"])).status == "member"
    assert (await bot.get_chat_member(club.chat.id, bot.id)).status == "member"
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(club.chat.id, api.person("Bob").user["id"])


async def test_what_others_wrote_in_a_group_stays(club: Group, ann: Person, bot: Bot) -> None:
    said = await ann.says("hello", club)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(club.chat.id, said.id)
