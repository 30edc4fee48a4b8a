"""What was taken back out of order came back once the words after it were taken back too, and of two
titles that had become one it stayed as long as anything had been said of the other.
"""

import pytest

from core.dialogue.merging import merge
from core.library.marks import Marks
from core.storage.store import Store
from tests.storage.shop import MINUTE, NOON, meet
from tests.storage.test_uniting import mark, said, two, undo, united
from tests.talk import Talk


async def test_what_was_taken_back_out_of_order_does_not_come_back(store: Store) -> None:
    (dusk, _), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, "seen", NOON)
    second = await mark(store, ann.id, dusk, "later", NOON + MINUTE)
    await undo(store, ann.id, first)
    assert await said(store, ann.id, dusk) == ("later", False)
    await undo(store, ann.id, second)
    assert await said(store, ann.id, dusk) == ("none", False)


async def test_the_middle_one_of_three_that_led_to_one_title(store: Store) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, "seen", NOON)
    second = await mark(store, ann.id, dawn, "seen", NOON + MINUTE)
    third = await mark(store, ann.id, dusk, "later", NOON + 2 * MINUTE)
    await store.apply(united(dusk, dawn))
    for change, holds in ((second, "later"), (third, "seen"), (first, "none")):
        await undo(store, ann.id, change)
        assert await said(store, ann.id, dusk) == (holds, False)
    assert await store.of(Marks).last_change(ann.id) is None


@pytest.mark.parametrize("turned", [False, True])
async def test_what_holds_of_one_is_taken_back_though_the_other_was_unmarked_since(
    store: Store, turned: bool
) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, "seen", NOON)
    await mark(store, ann.id, dawn, "later", NOON + MINUTE)
    last = await mark(store, ann.id, dawn, "none", NOON + 2 * MINUTE)
    kept, gone = (dawn, dusk) if turned else (dusk, dawn)
    await store.apply(united(kept, gone))
    assert await said(store, ann.id, kept) == ("seen", False)
    await undo(store, ann.id, first)
    assert await said(store, ann.id, kept) == ("none", False)
    await undo(store, ann.id, last)
    assert await said(store, ann.id, kept) == ("later", False)


async def test_what_is_said_of_the_one_title_holds_for_both_until_it_is_taken_back(
    store: Store,
) -> None:
    (dusk, dawn), ann = await two(store), await meet(store)
    first = await mark(store, ann.id, dusk, "favourite", NOON)
    second = await mark(store, ann.id, dawn, "later", NOON + MINUTE)
    await store.apply(united(dusk, dawn))
    off = await mark(store, ann.id, dawn, "none", NOON + 2 * MINUTE)
    await undo(store, ann.id, second)
    assert await said(store, ann.id, dusk) == ("none", False)
    await undo(store, ann.id, off)
    assert await said(store, ann.id, dusk) == ("seen", True)
    await undo(store, ann.id, first)
    assert await said(store, ann.id, dusk) == ("none", False)


async def test_what_was_said_on_either_of_two_accounts_is_not_lost(store: Store) -> None:
    (dusk, _), ann, bob = await two(store), await meet(store), await meet(store, "bob")
    first = await mark(store, ann.id, dusk, "seen", NOON)
    second = await mark(store, bob.id, dusk, "later", NOON + MINUTE)
    await store.apply(lambda connection: merge(connection, ann.id, bob.id))
    assert await said(store, ann.id, dusk) == ("later", False)
    await undo(store, ann.id, second)
    assert await said(store, ann.id, dusk) == ("seen", False)
    await undo(store, ann.id, first)
    assert await said(store, ann.id, dusk) == ("none", False)


async def test_an_old_button_takes_back_what_it_says(talk: Talk) -> None:
    await talk.say("I've seen Heat")
    old = talk.data("Undo")
    await talk.say("save Heat for later")
    await talk.press(old)
    await talk.say("undo")
    talk.sees("Undone: Heat")
    for words in ("what have I seen", "my watchlist"):
        (await talk.say(words)).sees("nothing yet")


async def test_un_ancien_bouton_annule_ce_qu_il_dit(parle: Talk) -> None:
    await parle.say("j'ai vu Heat")
    ancien = parle.data("Annuler")
    await parle.say("garde Heat pour plus tard")
    await parle.press(ancien)
    await parle.say("annule")
    parle.sees("Annulé", "Heat")
    for mots in ("qu'est-ce que j'ai vu", "ma liste"):
        (await parle.say(mots)).sees("rien pour l’instant")
