"""Finding titles for a user, and what holds beside every request of theirs."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.capabilities.suggesting.intents import Role
from core.dialogue.sessions import Users
from core.dialogue.turn import Work
from core.films.finding.catalogue import Catalogue, Trend
from core.films.recommending.recommender import Recommendations
from core.films.recommending.request import Request
from core.films.titles.titles import Titles
from core.films.titles.values import Credit, Title, TitleName
from core.films.wishes.conditions import combined, lasting_part
from core.films.wishes.wish import Wish
from core.presentation.shelves import allowed, audience_of, find

_LEADS = 3  # of the cast, those a title is known for
_SEEDS = 1 << 30


@dataclass(frozen=True, slots=True)
class OtherWorks:
    """What else the people of a title made or act in, the wish that says so, and the titles that
    it must not be filled up with.
    """

    names: tuple[str, ...]
    wish: Wish
    never: tuple[int, ...]
    found: Recommendations


async def find_fitting(
    work: Work,
    wish: Wish,
    likes: Sequence[TitleName] = (),
    unlike_ids: tuple[int, ...] = (),
    *,
    mixed: bool = False,
    before: Wish | None = None,
) -> Recommendations:
    """What fits a wish (changed from the one ``before``) and is like all of some titles, or like
    each of them a bit where they are ``mixed``.
    """
    request = Request(
        _of_their_kind(wish, likes),
        like_ids=tuple(title.id for title in likes),
        unlike_ids=unlike_ids,
        mashup=mixed,
        before=before,
    )
    return await find(work, request)


async def find_surprise(work: Work, wish: Wish) -> Recommendations:
    """A good one by chance, within the wish."""
    seed = random.randrange(_SEEDS)  # noqa: S311 - a choice of film is no secret
    return await find(work, Request(wish, surprise=True, seed=seed))


async def find_trending(work: Work, wish: Wish) -> Trend:
    """What is popular now, within the wish."""
    return await work.use(Catalogue).trending(allowed(work, wish), audience_of(work))


async def find_similar(work: Work, title: Title) -> tuple[Wish, Recommendations]:
    """More like a title, of its kind; and the wish that asks for that in words."""
    english = await work.use(Titles).names([title.id], "en")
    wish = Wish(like=(english[title.id].name,))
    request = Request(replace(wish, kind=title.kind), like_ids=(title.id,))
    return wish, await find(work, request)


async def find_others_by(work: Work, title: Title, role: Role) -> OtherWorks:
    """Others by who made a title, or with those who act in it."""
    credits = title.directors if role == "director" else title.cast[:_LEADS]
    wish = _by_any(credit.name for credit in credits)
    if not wish.people:
        return OtherWorks((), wish, (title.id,), Recommendations((), wish))
    never = (title.id, *sorted(await _in_another_role(work, credits, role)))
    found = await find(work, Request(wish, exclude=never, relax=False))
    return OtherWorks(wish.people, wish, never, found)


def _by_any(people: Iterable[str]) -> Wish:
    """Titles by any of several people."""
    names = tuple(people)
    return Wish(people=names, any=("people",) if len(names) > 1 else ())


def add_limits(work: Work, wish: Wish) -> Wish:
    """Let what can last of a wish hold beside every request of the user from now on. What does."""
    kept = lasting_part(wish)
    if kept:
        _set_limits(work, combined(Wish.from_dict(work.user.limits), kept))
    return kept


def _set_limits(work: Work, wish: Wish) -> None:
    limits = wish.to_dict()
    work.user = replace(work.user, limits=limits)
    work.later(work.use(Users).set_limits(work.user.id, limits))


def lift_limits(work: Work) -> None:
    """Let nothing hold beside the user's requests any more."""
    _set_limits(work, Wish())


async def _in_another_role(work: Work, credits: Sequence[Credit], role: Role) -> set[int]:
    """The titles that these people have another part in, and not this one."""
    made, acted = await work.use(Titles).parts([credit.person_id for credit in credits])
    return acted - made if role == "director" else made - acted


def _of_their_kind(wish: Wish, likes: Sequence[TitleName]) -> Wish:
    """Who asks for something like a film wants a film, unless they say otherwise."""
    kinds = {title.kind for title in likes}
    return replace(wish, kind=kinds.pop()) if len(kinds) == 1 and wish.kind is None else wish
