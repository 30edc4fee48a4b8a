"""Groups: spoken to when meant, in the right place, and nobody's business is anybody else's."""

from tests.botapi import BotApi, Group, Person


async def test_it_listens_to_commands_replies_and_mentions_only(ann: Person, club: Group) -> None:
    await ann.says("what shall we watch tonight?", in_=club)
    await ann.sees_nothing(in_=club)
    await ann.says("/weather", in_=club)
    await ann.sees_nothing(in_=club)
    await ann.says("/suggest@another_bot a heist film", in_=club)
    await ann.sees_nothing(in_=club)
    said = await ann.says("/suggest a heist film", in_=club)
    card = await ann.sees("heist", photo=True, in_=club)
    assert card.reply_to == said.id
    said = await ann.says("a comedy instead", in_=club, reply_to=card)
    assert (await ann.sees("Comedies", photo=True, in_=club)).reply_to == said.id


async def test_a_mention_is_understood_without_its_name(
    api: BotApi, ann: Person, club: Group
) -> None:
    api.world.privacy = False
    await ann.says("@unwatched_bot a recent Korean thriller", in_=club)
    await ann.sees("Thrillers", "Korean", photo=True, in_=club)


async def test_answers_stay_in_their_topic(api: BotApi, ann: Person) -> None:
    forum = api.group("Cinema", ann, topics=True)
    await forum.takes_in_bot()
    topic = forum.topic("Horror")
    await ann.says("/suggest a horror film", in_=forum, topic=topic)
    card = await ann.sees("Horror", photo=True, in_=forum)
    assert card.thread == topic


async def test_a_tap_is_the_pressers_own_and_paging_the_askers(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob = api.person("Bob")
    await ann.says("/suggest a film from the 90s", in_=club)
    card = await ann.sees("1990s", photo=True, in_=club)
    shown = card.caption
    assert "Seen:" in (await bob.taps("Seen", in_=club) or "")
    assert "belongs to someone else" in (await bob.taps("Next ▶", in_=club) or "")
    assert card.caption == shown
    await bob.says("/seen")
    await bob.sees("Seen (1)")
    await ann.says("/seen")
    await ann.sees("nothing yet")
    await ann.taps("Next ▶", in_=club)
    await ann.sees("2/", photo=True, in_=club)


async def test_nobody_is_suggested_what_somebody_there_has_seen(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob = api.person("Bob")
    await ann.says("/suggest a film with Al Pacino", in_=club)
    card = await ann.sees("Al Pacino", photo=True, in_=club)
    title = card.caption.split("\n")[1]
    await bob.taps("Seen", on=card)
    await ann.says("/suggest a film with Al Pacino", in_=club)
    again = await ann.sees("Al Pacino", photo=True, in_=club)
    assert again.caption.split("\n")[1] != title
    assert "Bob" not in again.caption


async def test_a_group_that_moves_keeps_its_talk_in_any_order(ann: Person, club: Group) -> None:
    await ann.says("/suggest a film from the 90s", in_=club)
    await ann.sees("1990s", photo=True, in_=club)
    await club.becomes_supergroup(new_first=True)
    await ann.says("/next", in_=club)
    await ann.sees("2/", photo=True, in_=club)


async def test_sent_away_and_taken_back(ann: Person, club: Group) -> None:
    await club.kicks_bot()
    await club.takes_in_bot()
    await ann.sees("/suggest", in_=club)


async def test_what_is_ones_own_leads_to_the_private_chat(ann: Person, club: Group) -> None:
    await ann.says("I've seen Heat")
    await ann.sees("Seen: Heat")
    for said, payload, seen in (
        ("/forget", "forget", "about you on Telegram (Ann)"),
        ("/seen", "my-seen", "Heat (1995)"),
        ("/settings", "settings", "Language: English"),
    ):
        await ann.says(said, in_=club)
        line = await ann.sees("between you and me", in_=club)
        link = line.button("Open our private chat")["url"]
        assert link == f"https://t.me/unwatched_bot?start={payload}"
        await ann.opens(payload)
        await ann.sees(seen)


async def test_somebody_elses_question_is_not_for_anybody_to_answer(
    api: BotApi, ann: Person, club: Group
) -> None:
    bob = api.person("Bob")
    await bob.says("I've seen Heat")
    await bob.sees("Seen: Heat")
    await ann.says("/privacy", in_=club)
    asked = await ann.sees("What I keep", in_=club)
    for data in (asked.data("Delete my data"), "1f:1", "1c", "1s:fr:", "1k:AbCd1234"):
        assert "in private" in (await bob.presses(asked, data) or "")
    assert asked.edits == 0
    await bob.says("/seen")
    await bob.sees("Heat (1995)")


async def test_a_reply_is_about_the_card_it_answers(api: BotApi, ann: Person, club: Group) -> None:
    bob = api.person("Bob")
    await ann.says("/suggest a horror film", in_=club)
    horror = await ann.sees("Horror", photo=True, in_=club)
    await ann.says("/suggest a romantic comedy", in_=club)
    await ann.sees("omantic", photo=True, in_=club)
    await bob.says("/suggest a western", in_=club)
    await bob.sees("Western", photo=True, in_=club)

    await bob.says("shorter", in_=club, reply_to=horror)
    await bob.sees("Horror", "under", photo=True, in_=club)
