"""Marks by button and by sentence, undo, lists, figures."""

from tests.talk import Talk


async def test_a_tap_marks_says_so_and_moves_on(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.tap("Seen")
    talk.sees("Seen: " + first).expect(lambda card: card.title != first)
    assert talk.by == "tap"
    second = talk.title

    await talk.tap("Later")
    await talk.tap("Not for me")
    await talk.say("a crime film")
    seen = {talk.title}
    for _ in range(30):
        await talk.say("next")
        if talk.card is None:
            break
        seen.add(talk.title)
    assert not seen & {first, second}
    assert len(seen) > 5


async def test_undo_brings_the_card_back(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.tap("Not for me")
    undo = talk.data("Undo")
    await talk.tap("Undo")
    talk.sees("Undone: " + first)
    assert talk.title == first
    await talk.press(undo)
    talk.sees("nothing to undo")


async def test_marks_by_sentence(talk: Talk) -> None:
    await talk.say("I've already seen Heat and Alien")
    talk.sees("Seen: Heat (1995) and Alien (1979)")
    await talk.say("save Blade Runner for later")
    await talk.say("I loved Paddington")
    talk.sees("Added to your favourites")
    await talk.say("my watchlist")
    talk.sees("For later (1)", "Blade Runner")
    await talk.say("what have I seen")
    talk.sees("Seen (3)", "Heat", "Alien", "Paddington")
    await talk.say("sci-fi I've seen")
    talk.sees("Alien").sees_no("Heat", "Paddington")
    await talk.say("my favourites")
    talk.sees("Paddington").sees_no("Heat")
    await talk.say("take Blade Runner off my list")
    await talk.say("my watchlist")
    talk.sees("nothing yet")


async def test_seen_it_is_about_the_card_on_show(talk: Talk) -> None:
    await talk.say("seen it")
    talk.sees("Which one")
    await talk.say("a horror film")
    first = talk.title
    await talk.say("seen it")
    talk.sees("Seen: " + first, "Next:").expect(lambda card: card.title != first)


async def test_undo_of_several_takes_all_back(talk: Talk) -> None:
    await talk.say("I've seen Heat and Alien")
    await talk.say("undo")
    talk.sees("Undone", "Heat", "Alien")
    await talk.say("what have I seen")
    talk.sees("nothing yet")
    await talk.say("undo")
    talk.sees("nothing to undo")


async def test_statistics(talk: Talk) -> None:
    await talk.say("my stats")
    talk.sees("Nothing marked yet")
    await talk.say("I've seen Heat and Alien")
    await talk.say("my stats")
    talk.sees("Seen 2", "About 5 hours", "8.4", "crime (1)", "1990s (1)", "Michael Mann (1)")


async def test_one_persons_marks_do_not_touch_another(talk: Talk, other: Talk) -> None:
    await talk.say("I've seen Heat")
    await other.say("what have I seen")
    other.sees("nothing yet")


async def test_someone_else_pressing_an_undo_changes_nothing(talk: Talk, other: Talk) -> None:
    await talk.say("I've seen Heat")
    await other.press(talk.data("Undo"))
    other.sees("nothing to undo")
    await talk.say("what have I seen")
    talk.sees("Heat")


async def test_a_long_list_has_pages(talk: Talk) -> None:
    await talk.say("a drama")
    for _ in range(10):
        await talk.tap("Seen")
    await talk.say("what have I seen")
    talk.sees("Seen (10)", "page 1 of 2")
    await talk.tap("Next ▶")
    talk.sees("page 2 of 2", "10.")
