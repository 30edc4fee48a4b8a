"""Servers, groups of friends, and other people's cards."""

from tests.adapters.discord.conftest import Start
from tests.discordapi import Channel, DiscordApi, Person
from tests.discordapi.exchanges import THINKS, UPDATES_LATER

SEND, EMBED = 1 << 11, 1 << 14


async def test_what_is_personal_is_for_the_asker_alone(
    ann: Person, bob: Person, club: Channel
) -> None:
    await ann.commands("movie", text="a thriller from the 90s", in_=club)
    card = await ann.sees("1990s", picture=True, in_=club)
    assert card.ephemeral
    assert not bob.sees_all(club)
    pressed = await ann.clicks("Seen", club)
    assert pressed.answered == UPDATES_LATER
    assert await ann.sees("Seen:", "Undo", in_=club) is card


async def test_a_pick_for_the_channel_is_for_all_to_see(
    ann: Person, bob: Person, club: Channel
) -> None:
    await ann.commands("suggest", text="a thriller from the 90s", in_=club)
    card = await bob.sees("1990s", picture=True, in_=club)
    assert not card.ephemeral
    pressed = await ann.clicks("Next ▶", club)
    assert pressed.answered == UPDATES_LATER
    assert await ann.sees("2/", in_=club) is card


async def test_paging_somebody_elses_card_gives_a_copy_of_ones_own(
    ann: Person, bob: Person, club: Channel
) -> None:
    await ann.commands("suggest", text="a thriller from the 90s", in_=club)
    card = await ann.sees("1/", picture=True, in_=club)
    before = card.fields
    pressed = await bob.clicks("Next ▶", club)
    assert pressed.answered == THINKS
    copy = await bob.sees("2/", picture=True, in_=club)
    assert copy.viewer == bob.user["id"]
    assert card.fields == before
    await bob.clicks("Next ▶", on=copy)
    assert await bob.sees("3/", in_=club) is copy
    assert card.fields == before


async def test_a_mark_on_somebody_elses_card_is_the_pressers_own(
    ann: Person, bob: Person, club: Channel
) -> None:
    await ann.commands("suggest", text="a thriller from the 90s", in_=club)
    card = await ann.sees("1/", picture=True, in_=club)
    title, before = card.embed["title"].split(" ·")[0], card.fields
    await bob.clicks("Seen", club)
    own = await bob.sees("Seen:", title, "Undo", picture=False, in_=club)
    assert own.ephemeral
    assert card.fields == before
    await bob.clicks("Undo", on=own)
    assert await bob.sees("Undone:", picture=False, in_=club) is own
    await bob.clicks("Seen", on=card)
    await bob.sees("Seen:", title, "Undo", picture=False, in_=club)
    await bob.commands("list", which="seen")
    await bob.sees(title)
    await ann.commands("list", which="seen")
    await ann.sees("nothing yet")


async def test_more_like_a_public_card_is_for_the_presser_alone(ann: Person, club: Channel) -> None:
    await ann.commands("suggest", text="a thriller from the 90s", in_=club)
    await ann.sees("1/", picture=True, in_=club)
    await ann.clicks("More like this", club)
    assert (await ann.sees("More like", picture=True, in_=club)).ephemeral


async def test_a_mention_is_answered_for_all_and_in_reply(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    question = await ann.says(f"{api.mention} a thriller from the 90s", club)
    card = await ann.sees("1990s", picture=True, in_=club)
    assert card.fields["message_reference"]["message_id"] == question.id
    await ann.says("shorter", club, reply_to=card)
    await ann.sees("under", picture=True, in_=club)
    await ann.says("nobody asks the bot", club)
    await ann.sees_nothing(club)
    await ann.says(api.mention, club)
    await ann.sees("Hello", in_=club)


async def test_no_answer_ever_pings_anybody(ann: Person, api: DiscordApi, club: Channel) -> None:
    await ann.says(f"{api.mention} who directed <@1> @everyone *Heat*?", club)
    await ann.sees("", in_=club)
    await ann.commands("title", title="@everyone <@&5> [x](evil.example)", in_=club)
    await ann.sees("I don’t know", in_=club)
    sent = [
        call.body
        for call in (*api.called("POST", "messages"), *api.called("PATCH", "messages"))
        if call.body
    ]
    assert sent
    assert all(body["allowed_mentions"]["parse"] == [] for body in sent)
    assert not any(
        "[x](" in body["content"] or "<@&5>" in body["content"].replace("\\<", "") for body in sent
    )


async def test_where_the_bot_may_not_speak_it_does_not(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    club.permissions &= ~SEND
    await ann.commands("suggest", text="a heist", in_=club)
    assert (await ann.sees("heist", picture=True, in_=club)).ephemeral


async def test_what_the_bot_needs_to_show_cards_it_says(start: Start, api: DiscordApi) -> None:
    locked, silent = api.channel("locked", "Locked"), api.channel("silent", "Silent")
    everything = int(locked.guild["roles"][0]["permissions"])
    locked.guild["roles"][0]["permissions"] = str(everything & ~EMBED & ~(1 << 3))
    silent.guild["roles"][0]["permissions"] = str(everything & ~SEND & ~(1 << 3))
    async with start():
        ann = api.person("Ann")
        await ann.says(f"{api.mention} a heist", locked)
        await ann.sees("“Embed Links” and “Attach Files”", in_=locked)
        await ann.says(f"{api.mention} a heist", silent)
        await ann.sees_nothing(silent)


async def test_own_data_in_a_server_is_for_the_asker_alone(ann: Person, club: Channel) -> None:
    await ann.commands("export", in_=club)
    assert (await ann.sees("<unwatched.json>", in_=club)).ephemeral


async def test_among_friends_as_an_app_one_of_them_installed(
    ann: Person, bob: Person, api: DiscordApi
) -> None:
    friends = api.friends(ann, bob)
    await ann.commands("movie", text="a thriller from the 90s", in_=friends)
    assert (await ann.sees("1990s", picture=True, in_=friends)).ephemeral
    await ann.commands("suggest", text="a thriller from the 90s", in_=friends)
    card = await bob.sees("1990s", picture=True, in_=friends)
    await bob.clicks("Next ▶", friends)
    assert (await bob.sees("2/", in_=friends)).ephemeral
    await ann.clicks("Next ▶", on=card)
    assert await ann.sees("2/", in_=friends) is card


async def test_words_under_ones_own_public_card_go_on_from_it(
    ann: Person, bob: Person, club: Channel
) -> None:
    await ann.commands("suggest", text="a thriller from the 90s", in_=club)
    await ann.sees("1/", picture=True, in_=club)
    await ann.submits(await ann.clicks("Change something…", club), "newer ones, since 2010")
    card = await bob.sees("Thriller", picture=True, in_=club)
    assert not card.ephemeral


async def test_what_is_ones_own_is_not_answered_to_a_mention(
    ann: Person, api: DiscordApi, club: Channel
) -> None:
    for said, answer in {
        "forget me": "Delete everything",
        "what's on my watchlist": "nothing yet",
        "/settings": "Language",
    }.items():
        await ann.says(f"{api.mention} {said}", club)
        line = await ann.sees("between you and me", "direct message", in_=club)
        assert not line.fields["components"]
        await ann.sees(answer)


async def test_a_personal_button_that_all_can_see_is_for_who_asked(
    ann: Person, bob: Person, api: DiscordApi, club: Channel
) -> None:
    await bob.says("I've seen Heat")
    await bob.sees("Seen: Heat")
    await ann.says(f"{api.mention} /privacy", club)
    asked = await ann.sees("What I keep", in_=club)
    asked.button("Send me my data")["custom_id"] = "1f:1"  # as an older version wrote it
    before = asked.fields
    await bob.clicks("Delete my data", on=asked)
    assert (await bob.sees("for someone else", in_=club)).ephemeral
    for person in (ann, bob):
        await person.clicks("Send me my data", on=asked)
        assert (await person.sees("who this button was for", in_=club)).ephemeral
    assert asked.fields == before
    await ann.clicks("Delete my data", on=asked)
    question = await ann.sees("about you on Discord (Ann)", in_=club)
    assert question.ephemeral
    await ann.clicks("No, keep it", on=question)
    assert await ann.sees("nothing has changed", in_=club) is question
    await bob.commands("list", which="seen")
    await bob.sees("Heat (1995)")
