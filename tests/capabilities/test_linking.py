"""Accounts are linked step by step outside of any dialogue."""

from collections.abc import Awaitable, Callable

from core.capabilities.linking.actions import Given, LinkStep, Refusal, agree, give_code, take_code
from core.dialogue.sessions import Users
from tests.capabilities.conftest import Desk

Desks = Callable[[str], Awaitable[Desk]]


async def given_by(desk: Desk) -> Given:
    """A fresh code."""
    async with desk.work() as work:
        return give_code(work)


async def test_two_yeses_make_one_user(desks: Desks) -> None:
    ann, bob = await desks("ann"), await desks("bob")
    giver, taker = await ann.user(), await bob.user()
    given = await given_by(ann)
    async with bob.work() as work:
        assert await take_code(work, given.code) == LinkStep(given.link, giver.id)
    async with bob.work() as work:
        assert await agree(work, given.link) == LinkStep(given.link, giver.id)
    async with ann.work() as work:
        assert await agree(work, given.link) == LinkStep(given.link, taker.id, done=True)
    assert (await bob.user()).id == giver.id
    accounts = await ann.store.of(Users).accounts(giver.id)
    assert [account.id for account in accounts] == ["ann", "bob"]


async def test_steps_that_are_refused(desks: Desks) -> None:
    ann = await desks("ann")
    given = await given_by(ann)
    async with ann.work() as work:
        assert await take_code(work, "no code") is Refusal.WRONG_CODE
        assert await take_code(work, given.code) is Refusal.OWN_CODE
        assert await agree(work, given.link) is Refusal.NOBODY_YET
        assert await agree(work, "nothing") is Refusal.OVER
