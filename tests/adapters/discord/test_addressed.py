"""Who is meant, and what is said: roles, forwarded messages, emoji; and what is personal although
all can read the question.
"""

from bot.app import App
from core.dialogue.tables.inbox import inbox
from tests.adapters.discord.test_refusals import none_left
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.faults import Fault

SEND, EMBED, ATTACH, ADMIN = 1 << 11, 1 << 14, 1 << 15, 1 << 3


async def test_the_bots_own_role_is_mentioned(ann: Person, api: DiscordApi, club: Channel) -> None:
    api.gateway.roles_read = True
    await ann.says(f"{api.role(club)} who made Heat?", club)
    await ann.sees("Michael Mann", in_=club)
    await ann.says("<@&4242> who made Ran?", club)
    await ann.sees_nothing(club)


async def test_its_role_is_mentioned_and_the_words_are_kept_from_it(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    await ann.says(f"{api.role(club)} who made Heat?", club)
    await ann.sees("not by my role", in_=club)


async def test_emoji_channels_and_times_are_no_words(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    for text in (
        "<:popcorn:123456789012345678> <a:dance:123456789012345678> who made Heat?",
        f"who made <t:1618953630:R> Heat </movie:123456789012345678> <#{club.id}>?",
        "<@123456789012345678> <@!123> <@&456> who made Heat? <id:customize>",
    ):
        await ann.says(f"{api.mention} {text}", club)
        await ann.sees("Michael Mann", in_=club)
    await ann.says("<:popcorn:123456789012345678>")
    await ann.sees("only read text")


async def test_a_forwarded_message_is_read(ann: Person) -> None:
    await ann.forwards("who made Heat?")
    await ann.sees("Michael Mann")


async def test_an_unknown_button_gets_a_friendly_word(ann: Person) -> None:
    await ann.commands("title", title="Heat")
    card = await ann.sees("Heat", picture=True)
    for number, unknown in enumerate(("#vote:1", "#", "#menu2", "1m:1#2#3")):
        card.items[0]["custom_id"] = unknown
        await ann.presses(card, unknown)
        await ann.sees("too old")
        assert len(ann.sees_all()) == number + 2


async def test_what_is_personal_comes_directly(
    ann: Person, bob: Person, api: DiscordApi, club: Channel
) -> None:
    await ann.says("I've seen Heat")
    await ann.sees("Seen: Heat")
    question = await ann.says(f"{api.mention} what have I seen?", club)
    word = await ann.sees("in a direct message", in_=club)
    assert word.fields["message_reference"]["message_id"] == question.id
    await ann.sees("Heat (1995)")
    assert "Heat" not in "".join(str(post) for post in bob.sees_all(club))
    await ann.says("page 2")
    await ann.sees()


async def test_what_is_personal_where_no_messages_are_accepted(
    app: App, ann: Person, api: DiscordApi, club: Channel
) -> None:
    ann.chat.closed = True
    await ann.says(f"{api.mention} what have I seen?", club)
    await none_left(api, app)
    await ann.sees("didn’t let me show you", in_=club)
    api.faults.append(Fault("POST", "/users/@me/channels", 403, 50007, "Cannot send messages"))
    bob = api.person("Bob")
    await bob.says(f"{api.mention} what have I seen?", club)
    await bob.sees("between you and me", "slash command", in_=club)
    assert len(await app.store.rows(inbox.select())) == 3


async def test_where_cards_are_not_allowed_they_come_in_words(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    for lacking in (EMBED, ATTACH):
        club.permissions = ((1 << 53) - 1) & ~lacking
        await ann.says(f"{api.mention} who made Heat?", club)
        answer = await ann.sees("Michael Mann", in_=club)
        assert "Embed Links" not in answer.content
        await ann.says(f"{api.mention} a 90s heist", club)
        card = await ann.sees("heist", "★", "“Embed Links” and “Attach Files”", in_=club)
        await ann.clicks("Seen", on=card)
        await ann.sees("Seen:", in_=club)


async def test_where_the_bot_may_not_write_it_answers_directly(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    club.permissions = ((1 << 53) - 1) & ~SEND
    await ann.says(f"{api.mention} who made Heat?", club)
    await ann.sees("not allowed to write", "Michael Mann")
