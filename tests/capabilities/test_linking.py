"""Accounts are linked step by step outside of any dialogue."""

from collections.abc import Awaitable, Callable

from core.capabilities.linking.actions import Given, LinkStep, Refusal, agree, give_code, take_code
from core.capabilities.linking.storage import Side
from core.dialogue.sessions import Users
from core.dialogue.turn import ChatRef
from tests.capabilities.conftest import Desk

Desks = Callable[[str], Awaitable[Desk]]

SIDE = Side(ChatRef("test", "somebody"), "en")


async def given_by(desk: Desk) -> Given:
    """A fresh code."""
    async with desk.work() as work:
        return give_code(work, SIDE)


async def test_two_yeses_make_one_user(desks: Desks) -> None:
    ann, bob = await desks("ann"), await desks("bob")
    giver, taker = await ann.user(), await bob.user()
    given = await given_by(ann)
    async with bob.work() as work:
        assert await take_code(work, given.code, SIDE) == LinkStep(given.link, giver.id)
    async with bob.work() as work:
        assert await agree(work, given.link) == LinkStep(given.link, giver.id, side=SIDE)
    async with ann.work() as work:
        assert await agree(work, given.link) == LinkStep(given.link, taker.id, done=True, side=SIDE)
    assert (await bob.user()).id == giver.id
    accounts = await ann.store.of(Users).accounts(giver.id)
    assert [account.id for account in accounts] == ["ann", "bob"]


async def test_steps_that_are_refused(desks: Desks) -> None:
    ann = await desks("ann")
    given = await given_by(ann)
    async with ann.work() as work:
        assert await take_code(work, "no code", SIDE) is Refusal.WRONG_CODE
        assert await take_code(work, given.code, SIDE) is Refusal.OWN_CODE
        assert await agree(work, given.link) is Refusal.NOBODY_YET
        assert await agree(work, "nothing") is Refusal.OVER
