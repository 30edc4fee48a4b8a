"""Ratings by sentence and by button, what follows from them, and the list of them."""

import json

import pytest

from core.capabilities import ROUTER
from core.capabilities.account.intents import ForgetMe
from core.capabilities.ratings.intents import RateTitle, UnrateTitle
from core.dialogue.buttons import LIMIT
from core.dialogue.intents import Intent
from tests.talk import Talk


@pytest.mark.parametrize(
    ("said", "title", "rating"),
    [
        ("rate Ran 9/10", "Ran", "9"),
        ("I'd give Heat a 7.5", "Heat", "7.5"),
        ("I'd give Heat a 7,5", "Heat", "7.5"),
        ("Heat: 8", "Heat", "8"),
        ("4.5 stars for Alien", "Alien", "9"),
        ("Alien was a solid 8", "Alien", "8"),
        ("rate Heat 0", "Heat", "0"),
    ],
)
async def test_a_sentence_rates(talk: Talk, said: str, title: str, rating: str) -> None:
    await talk.say(said)
    talk.sees(f"You gave {title} (", f") {rating} out of 10.", "It counts as seen now.")


@pytest.mark.parametrize(
    ("said", "titre", "note"),
    [
        ("Ran vaut 9", "Ran", "9"),
        ("je mets 8 à Amélie", "Le Fabuleux Destin d'Amélie Poulain", "8"),
        ("Heat : 8,5", "Heat", "8,5"),
        ("4,5 étoiles pour Heat", "Heat", "9"),
        ("j'ai mis 9/10 à Heat", "Heat", "9"),
    ],
)
async def test_une_phrase_note(parle: Talk, said: str, titre: str, note: str) -> None:
    await parle.say(said)
    parle.sees(f"Tu as mis {note} sur 10 à {titre} (", "Il compte désormais comme vu.")


async def test_several_titles_get_one_rating(talk: Talk) -> None:
    await talk.say("rate Heat and Alien 8")
    talk.sees("You gave Heat (1995) and Alien (1979) 8 out of 10.", "They count as seen now.")


async def test_it_is_about_the_title_on_show(talk: Talk) -> None:
    await talk.say("it's a 9")
    talk.sees("Which one")
    await talk.say("Heat")
    await talk.say("it's a 9")
    talk.sees("You gave Heat (1995) 9 out of 10.")


async def test_ca_vaut_sept_parle_du_titre_montre(parle: Talk) -> None:
    await parle.say("Heat")
    await parle.say("ça vaut 7")
    parle.sees("Tu as mis 7 sur 10 à Heat (1995).")


async def test_what_was_rated_is_never_suggested(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.say("it's an 8")
    await talk.say("a crime film")
    assert talk.title != first


async def test_between_two_steps_the_nearest_half_is_kept_and_said(talk: Talk) -> None:
    await talk.say("rate Heat 7.3")
    talk.sees("You gave Heat (1995) 7.5 out of 10.", "I keep half points", "7.3")


@pytest.mark.parametrize("said", ["rate Heat 11", "I'd give Heat a 10.5", "rate Heat 8 stars"])
async def test_what_is_out_of_range_is_refused(talk: Talk, said: str) -> None:
    await talk.say(said)
    talk.sees("Ratings go from 0 to 10")
    await talk.say("my ratings")
    talk.sees("nothing yet")


async def test_after_a_refusal_the_next_number_is_the_rating(talk: Talk) -> None:
    await talk.say("rate Heat 11")
    await talk.say("8.5")
    talk.sees("You gave Heat (1995) 8.5 out of 10.")


async def test_a_title_nobody_knows_is_left_out(talk: Talk) -> None:
    await talk.say("rate Heat and Xyzzyfoo 8")
    talk.sees("You gave Heat (1995) 8 out of 10.", "Xyzzyfoo")


async def test_after_a_tap_on_seen_a_number_is_its_rating(talk: Talk) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.tap("Seen")
    talk.sees("Rate it").expect(lambda card: card.title != first)
    await talk.say("7.5")
    talk.sees(f"You gave {first} (", "7.5 out of 10.").sees_no("It counts as seen now.")


@pytest.mark.parametrize("said", ["8/10", "it's an 8", "I'd give it an 8", "4 stars"])
async def test_so_is_a_sentence_that_names_nothing(talk: Talk, said: str) -> None:
    await talk.say("a crime film")
    first = talk.title
    await talk.tap("Seen")
    await talk.say(said)
    talk.sees(f"You gave {first} (", "8 out of 10.")


async def test_after_a_sentence_too(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    talk.sees("Undo", "Rate it")
    await talk.say("7,5")
    talk.sees("You gave Heat (1995) 7.5 out of 10.")


async def test_what_is_saved_for_later_is_not_rated(talk: Talk) -> None:
    await talk.say("save Heat for later")
    talk.sees_no("Rate it")


async def test_a_year_after_seen_is_no_rating(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.say("1999")
    talk.sees_no("out of 10", "Ratings go")


async def test_buttons_rate_change_and_remove(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.tap("Rate it")
    talk.sees("How good was Heat (1995)?", "1", "10", "Not now")
    assert all(len(row) <= 5 for reply in talk.replies for row in reply.buttons)
    await talk.tap("8")
    talk.sees("You gave Heat (1995) 8 out of 10.")
    await talk.tap("Change rating")
    await talk.say("6.5")
    talk.sees("You gave Heat (1995) 6.5 out of 10.")
    await talk.tap("Remove rating")
    talk.sees("Your rating of Heat (1995) is gone.")
    await talk.say("my ratings")
    talk.sees("nothing yet")
    await talk.say("what have I seen")
    talk.sees("Heat")


async def test_not_now_ends_the_question(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.tap("Rate it")
    await talk.tap("Not now")
    await talk.say("7.5")
    talk.sees_no("You gave")


async def test_a_rating_is_removed_by_sentence(talk: Talk) -> None:
    await talk.say("remove my rating of Heat")
    talk.sees("You haven’t rated Heat (1995).")
    await talk.say("rate Heat 8")
    await talk.say("remove my rating of Heat")
    talk.sees("Your rating of Heat (1995) is gone.")


async def test_undo_takes_back_a_rating_and_that_it_was_seen(talk: Talk) -> None:
    await talk.say("rate Heat 8")
    talk.sees("It counts as seen now.")
    await talk.say("undo")
    talk.sees("Undone: Heat")
    for words in ("my ratings", "what have I seen"):
        (await talk.say(words)).sees("nothing yet")
    await talk.say("undo")
    talk.sees("nothing to undo")


async def test_annuler_reprend_la_note_et_le_vu(parle: Talk) -> None:
    await parle.say("je mets 8 à Heat")
    parle.sees("Il compte désormais comme vu.")
    await parle.say("annule")
    parle.sees("Annulé", "Heat")
    for words in ("mes notes", "qu'est-ce que j'ai vu"):
        (await parle.say(words)).sees("rien pour l’instant")
    await parle.say("annule")
    parle.sees("Il n’y a rien à annuler.")


async def test_undo_of_a_rating_alone_leaves_what_was_seen_before(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.say("8")
    await talk.say("rate Heat 6")
    await talk.say("undo")
    (await talk.say("my ratings")).sees("you: 8")
    await talk.say("undo")
    (await talk.say("my ratings")).sees("nothing yet")
    (await talk.say("what have I seen")).sees("Heat")
    await talk.say("undo")
    (await talk.say("what have I seen")).sees("nothing yet")


async def test_undo_of_several_ratings_takes_all_back(talk: Talk) -> None:
    await talk.say("I've seen Alien")
    await talk.say("rate Heat and Alien 8")
    await talk.say("undo")
    talk.sees("Undone", "Heat", "Alien")
    (await talk.say("my ratings")).sees("nothing yet")
    (await talk.say("what have I seen")).sees("Alien").sees_no("Heat")


async def test_undo_gives_a_removed_rating_back(talk: Talk) -> None:
    await talk.say("rate Heat 8")
    await talk.say("remove my rating of Heat")
    await talk.say("undo")
    talk.sees("Undone: Heat")
    (await talk.say("my ratings")).sees("you: 8")
    (await talk.say("what have I seen")).sees("Heat")


async def test_annuler_rend_une_note_retiree(parle: Talk) -> None:
    await parle.say("je mets 8,5 à Heat")
    await parle.say("retire ma note de Heat")
    await parle.say("annule")
    parle.sees("Annulé", "Heat")
    (await parle.say("mes notes")).sees("ta note : 8,5")
    (await parle.say("qu'est-ce que j'ai vu")).sees("Heat")


async def test_undo_is_about_the_last_of_marks_and_ratings(talk: Talk) -> None:
    await talk.say("rate Heat 8")
    await talk.say("save Alien for later")
    await talk.say("undo")
    talk.sees("Undone: Alien")
    (await talk.say("my ratings")).sees("Heat")
    await talk.say("undo")
    (await talk.say("my ratings")).sees("nothing yet")


async def test_the_list_has_the_highest_first(talk: Talk) -> None:
    for said in ("Heat: 8", "Alien: 10", "Amélie: 6.5", "Ran: 10"):
        await talk.say(said)
    await talk.say("my ratings")
    talk.sees("What you rated (4):", "3. Heat (1995)", "you: 8", "4. Amélie (2001)", "you: 6.5")
    await talk.say("what I rated above 8")
    talk.sees("What you rated 8 or more (3):").sees_no("Amélie")
    await talk.say("my tens")
    talk.sees("What you rated 10 (2):", "Alien", "Ran").sees_no("Heat")
    assert talk.reading == {
        "intent": "show_list",
        "status": "rated",
        "rating_min": 10,
        "rating_max": 10,
    }


async def test_the_list_is_filtered_by_a_wish(talk: Talk) -> None:
    for said in ("Heat: 9", "Amélie: 9", "Paddington: 7"):
        await talk.say(said)
    await talk.say("my comedies rated above 8")
    talk.sees("Amélie").sees_no("Heat", "Paddington")
    await talk.say("my rated comedies")
    talk.sees("Amélie", "Paddington").sees_no("Heat")


async def test_les_notes_en_francais(parle: Talk) -> None:
    for said in ("Heat : 8,5", "Alien : 10", "Ran : 6"):
        await parle.say(said)
    await parle.say("mes notes")
    parle.sees("Tes notes (3)", "ta note : 8,5")
    await parle.say("mes dix")
    parle.sees("Alien").sees_no("Heat")
    await parle.say("ce que j'ai noté plus de 8")
    parle.sees("Heat", "Alien").sees_no("Ran (")
    await parle.say("retire ma note de Heat")
    parle.sees("J’ai retiré ta note : Heat (1995).")


async def test_a_long_list_has_pages_with_ratings(talk: Talk) -> None:
    await talk.say("a drama")
    for _ in range(10):
        await talk.tap("Seen")
        await talk.say("7")
        await talk.say("a drama")
    await talk.say("my ratings")
    talk.sees("What you rated (10)", "page 1 of 2")
    await talk.tap("Next ▶")
    talk.sees("page 2 of 2", "10.", "you: 7")


async def test_one_persons_ratings_are_nobody_elses(talk: Talk, other: Talk) -> None:
    await talk.say("Heat: 8")
    await other.say("my ratings")
    other.sees("nothing yet")
    await other.say("Heat: 3")
    await talk.say("my ratings")
    talk.sees("you: 8")


async def test_they_are_exported_and_forgotten(talk: Talk) -> None:
    await talk.say("Heat: 7.5")
    await talk.say("/export")
    (whole, _) = talk.replies[0].files
    assert [row["rating"] for row in json.loads(whole.content)["ratings"]] == [7.5]
    await talk.press(ROUTER.encode(ForgetMe(confirmed=True)))
    await talk.say("my ratings")
    talk.sees("nothing yet")


@pytest.mark.parametrize(
    "carried",
    [RateTitle(949), RateTitle(949, 0.0), RateTitle(2**31 - 1, 7.5), UnrateTitle(949)],
)
def test_buttons_come_back(carried: Intent) -> None:
    data = ROUTER.encode(carried)
    assert len(data.encode()) <= LIMIT
    assert ROUTER.decode(data) == carried


@pytest.mark.parametrize("data", ["1ra:949:999", "1ra:949:x", "1ra", "1rx:"])
def test_what_no_button_carries_is_nothing(data: str) -> None:
    assert ROUTER.decode(data) is None


async def test_labels_are_short_in_both_languages(talk: Talk, parle: Talk) -> None:
    await talk.say("I've seen Heat")
    await talk.tap("Rate it")
    asked = talk.labels
    await talk.tap("9")
    await parle.say("j'ai vu Heat")
    await parle.tap("Noter")
    labels = [*asked, *talk.labels, *parle.labels]
    await parle.tap("9")
    assert max(map(len, [*labels, *parle.labels])) <= 20
