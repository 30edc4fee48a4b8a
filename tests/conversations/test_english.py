"""Dialogues in English, as people hold them."""

from tests.talk import Talk


async def test_a_request_and_its_follow_ups(talk: Talk) -> None:
    await talk.say("hello")
    talk.sees("Unwatched", "a 90s heist comedy under two hours")

    await talk.say("a 90s crime film under two hours")
    talk.sees("Crime films", "1990s", "under 2 h").expect(
        lambda card: 1990 <= (card.year or 0) <= 1999
    )
    talk.expect(lambda card: (card.runtime or 999) <= 120 and "crime" in card.genres)
    first = talk.title

    await talk.say("another one")
    talk.expect(lambda card: card.title != first and (card.runtime or 999) <= 120)

    await talk.say("no comedy")
    talk.sees("no comedy").expect(
        lambda card: "comedy" not in card.genres and "crime" in card.genres
    )

    await talk.say("more recent")
    talk.expect(lambda card: (card.year or 0) >= 2000)


async def test_shorter_means_shorter_than_the_card_on_show(talk: Talk) -> None:
    await talk.say("show me The Godfather")
    assert talk.title == "The Godfather"
    await talk.say("like The Godfather but shorter")
    talk.expect(lambda card: (card.runtime or 999) <= 145)


async def test_likeness_gives_checkable_reasons(talk: Talk) -> None:
    await talk.say("like Alien")
    talk.sees("like Alien").expect(lambda card: bool(card.why) and card.title != "Alien")
    await talk.say("why this one?")
    talk.sees("Why")


async def test_a_mash_up_names_both(talk: Talk) -> None:
    await talk.say("Alien meets Jaws")
    talk.sees("Alien", "Jaws").expect(lambda card: card.title not in ("Alien", "Jaws"))


async def test_questions_about_the_card_on_show(talk: Talk) -> None:
    await talk.say("Parasite")
    await talk.say("who directed it?")
    talk.sees("Bong Joon")
    await talk.say("who's in it?")
    talk.sees("Song Kang")
    await talk.say("how long is it?")
    talk.sees("2 h 12")
    await talk.say("where can I watch it?")
    talk.sees("JustWatch")
    await talk.say("what's its rating?")
    talk.sees("8.5", "IMDb")


async def test_the_second_one_of_the_results(talk: Talk) -> None:
    await talk.say("a French comedy")
    first = talk.title
    await talk.say("next")
    second = talk.title
    assert second != first
    await talk.say("who directed the second one?")
    talk.sees(second)


async def test_comparing_two_titles(talk: Talk) -> None:
    await talk.say("Heat or Jaws?")
    talk.sees("Heat (1995)", "Jaws (1975)", "I’d go for Heat", "8.3", "8.1")
    await talk.say("I've seen Heat")
    await talk.say("Heat or Jaws?")
    talk.sees("You’ve already seen Heat, so Jaws")


async def test_nothing_fits_says_what_was_let_go(talk: Talk) -> None:
    await talk.say("a Polish western from the 1950s")
    talk.sees("left out").expect(lambda card: bool(card.title))


async def test_surprise_and_trending(talk: Talk) -> None:
    await talk.say("surprise me")
    talk.sees("random").expect(lambda card: (card.imdb_rating or 0) >= 6)
    await talk.say("what's popular now?")
    talk.sees("most people").expect(lambda card: bool(card.title))


async def test_series_instead(talk: Talk) -> None:
    await talk.say("a crime film")
    await talk.say("series instead")
    talk.expect(lambda card: card.kind == "tv")


async def test_small_talk(talk: Talk) -> None:
    await talk.say("thanks!")
    talk.sees("welcome")
    await talk.say("what's the weather like")
    talk.sees("films and series")
    await talk.say("asdf qwer")
    talk.sees("didn’t get that")
    await talk.say("/help")
    talk.sees("surprise me")
    await talk.tap("something like Inception but lighter")
    talk.sees("like Inception")


async def test_more_like_that_is_about_the_card_on_show(talk: Talk) -> None:
    await talk.say("more like that")
    talk.sees("Which one")
    await talk.say("Alien")
    await talk.say("more like that")
    talk.sees("Like Alien").expect(lambda card: card.title != "Alien")
