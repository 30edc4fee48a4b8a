"""Finding something to watch: requests, likenesses, mash-ups, surprises, and what comes after them."""

import random
from collections.abc import Sequence
from dataclasses import replace

from core.capabilities.suggesting.intents import (
    LikeTitle,
    Mashup,
    More,
    MoreFrom,
    MoreLike,
    Recommend,
    Refine,
    Surprise,
    Trending,
)
from core.capabilities.suggesting.limits import keep
from core.dialogue.examples import examples
from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Pick, Reason
from core.films.recommending.recommender import Recommendations
from core.films.recommending.request import Request
from core.films.titles.titles import Titles
from core.films.titles.values import Title
from core.films.wishes.lead import conditions, given_up, lead
from core.films.wishes.relaxing import met
from core.films.wishes.wish import Wish
from core.presentation.cards import Place
from core.presentation.finding import allowed, audience_of, find
from core.presentation.focus import on_show, remember_wish, shelf_on_show, wish_in_progress
from core.presentation.names import Resolved, quoted, resolve
from core.presentation.shelves import (
    put_shelf,
    show_at,
    show_first,
    show_pick,
    show_previous,
)
from core.presentation.titles import did_you_mean
from core.words.speech import Speech

_LEADS = 3


async def recommend(intent: Recommend, turn: Turn) -> list[Reply]:
    """Something that fits the wish; or the title of that name, where a name is nobody's."""
    name = _bare_name(intent.wish)
    if name and await turn.use(Catalogue).names_a_title(name):
        return await turn.redirect("find_title", title=name)
    return _after(keep(turn, intent.lasting), await suggest(turn, intent.wish))


async def refine(intent: Refine, turn: Turn) -> list[Reply]:
    """The wish has changed: look again."""
    return _after(
        keep(turn, intent.lasting), await suggest(turn, intent.wish, before=wish_in_progress(turn))
    )


async def more_like(intent: MoreLike, turn: Turn) -> list[Reply]:
    """Something close to titles the person names, or else to the one on show."""
    if intent.wish.like:
        return await suggest(turn, intent.wish)
    shown = await turn.use(Titles).names(
        [turn.session.title_id] if turn.session.title_id else [], "en"
    )
    if not shown:
        return [Reply(turn.t("nothing_on_show"))]
    return await suggest(
        turn, replace(intent.wish, like=tuple(title.name for title in shown.values()))
    )


async def mashup(intent: Mashup, turn: Turn) -> list[Reply]:
    """Something that is a bit of each title."""
    return await suggest(turn, intent.wish, mixed=True)


async def surprise(intent: Surprise, turn: Turn) -> list[Reply]:
    """A good one by chance."""
    seed = random.randrange(1 << 30)  # noqa: S311 - a choice of film is no secret
    found = await find(turn, Request(intent.wish, surprise=True, seed=seed))
    head = (
        turn.t("lead.surprise_in", wish=conditions(intent.wish, turn.t))
        if intent.wish
        else turn.t("lead.surprise")
    )
    return await _shown(turn, found, intent.wish, (), head)


async def trending(intent: Trending, turn: Turn) -> list[Reply]:
    """What is popular now."""
    wish = Wish(kind=intent.kind, sort="popular")
    trend = await turn.use(Catalogue).trending(allowed(turn, wish), audience_of(turn))
    what = "trending_now" if trend.now else "trending"
    head = turn.t(f"lead.{what}_{intent.kind}" if intent.kind else f"lead.{what}")
    if not trend.ids:
        return [Reply(f"{head}\n{turn.t('found.nothing')}")]
    remember_wish(turn, wish)
    reason = Reason("trending" if trend.now else "popular")
    shelf = put_shelf(turn, (Pick(title_id, (reason,)) for title_id in trend.ids), wish, (), head)
    return [await show_first(turn, shelf)]


async def like_title(intent: LikeTitle, turn: Turn) -> list[Reply]:
    """More like the title of a button."""
    title = await turn.use(Catalogue).title(intent.title_id, turn.t.language)
    if title is None:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    if title.expired:
        return [Reply(turn.t("found.facts_expired", title=title.name))]
    english = await turn.use(Titles).names([title.id], "en")
    wish = Wish(like=(english[title.id].name,))
    request = Request(replace(wish, kind=title.kind), like_ids=(title.id,))
    found = await find(turn, request)
    remember_wish(turn, wish)
    head = turn.t("lead.similar", title=title.name)
    return [
        replace(reply, show=Show.NEW)
        for reply in await _shown(turn, found, wish, (title.id,), head)
    ]


async def more(intent: More, turn: Turn) -> list[Reply]:
    """The next title of the shelf, or another of it; after a title that stands alone, something
    like it; else a surprise.
    """
    session = turn.session
    shelf = await shelf_on_show(turn)
    if intent.position is not None:
        return [await show_at(turn, shelf, intent.position)]
    if intent.back:
        return [await show_previous(turn, shelf)]
    if shelf:
        return [
            await show_pick(turn, shelf, session.index + 1 if session.title_id else session.index)
        ]
    if session.title_id:
        return await like_title(LikeTitle(session.title_id), turn)
    return await surprise(Surprise(wish_in_progress(turn) or Wish()), turn)


async def more_from(intent: MoreFrom, turn: Turn) -> list[Reply]:
    """Others by who made the title on show, or with those who act in it."""
    title_id = await on_show(turn, intent.position)
    title = await turn.use(Catalogue).title(title_id, turn.t.language) if title_id else None
    if title is None:
        return [Reply(turn.t("nothing_on_show"))]
    credits = title.directors if intent.role == "director" else title.cast[:_LEADS]
    names = tuple(credit.name for credit in credits)
    wish = Wish(people=names, any=("people",) if len(names) > 1 else ())
    made, acted = await turn.use(Titles).parts([credit.person_id for credit in credits])
    otherwise = acted - made if intent.role == "director" else made - acted
    never = (title.id, *sorted(otherwise))
    request = Request(wish, exclude=never, relax=False)
    found = await find(turn, request) if names else Recommendations((), wish)
    if not found.picks:
        return [
            Reply(
                turn.t("found.none_by", names=turn.t.listing(names, "or"))
                if names
                else turn.t("found.nothing")
            )
        ]
    return await _shown(turn, found, wish, (), lead(wish, turn.t), never)


async def suggest(
    turn: Turn, wish: Wish, mixed: bool = False, before: Wish | None = None
) -> list[Reply]:
    """Find, shelve and show what fits a wish (changed from the one ``before``), saying what was
    understood and what had to give.
    """
    likes = await resolve(turn, wish.like)
    if likes.unknown and not likes.titles and not replace(wish, like=(), kind=None):
        return [await _unknown(turn, likes)]
    ids = tuple(title.id for title in likes.titles)
    unlike = await resolve(turn, wish.not_like)
    unlike_ids = tuple(title.id for title in unlike.titles)
    request = Request(
        _of_their_kind(wish, likes),
        like_ids=ids,
        unlike_ids=unlike_ids,
        mashup=mixed,
        before=before,
    )
    found = await find(turn, request)
    said = replace(wish, like=tuple(title.name for title in likes.titles))
    head = lead(said, turn.t)
    if likes.unknown:
        head = f"{head}\n{turn.t('found.unknown_like', titles=quoted(likes.unknown, turn))}"
    return await _shown(turn, found, wish, ids, head)


def _after(said: str, replies: list[Reply]) -> list[Reply]:
    """The replies, with something said before."""
    return (
        [replace(replies[0], text=f"{said}\n{replies[0].text or ''}".strip()), *replies[1:]]
        if said
        else replies
    )


def _bare_name(wish: Wish) -> str:
    """The one name that is all of a wish: most likely a person's, but perhaps that of a title
    nobody here has heard of.
    """
    return (
        wish.people[0] if len(wish.people) == 1 and not replace(wish, people=(), kind=None) else ""
    )


def _of_their_kind(wish: Wish, likes: Resolved) -> Wish:
    """Who asks for something like a film wants a film, unless they say otherwise."""
    kinds = {title.kind for title in likes.titles}
    return replace(wish, kind=kinds.pop()) if len(kinds) == 1 and wish.kind is None else wish


async def _shown(
    turn: Turn,
    found: Recommendations,
    wish: Wish,
    like_ids: tuple[int, ...],
    head: str,
    never: tuple[int, ...] = (),
) -> list[Reply]:
    wish = met(wish, found.wish, found.relaxed).with_(**dict.fromkeys(found.unchecked, ()))
    remember_wish(turn, wish)
    head = "\n".join([head, *_notes(turn, found)])
    if not found.picks:
        turn.remember(shelf=None, title_id=None)
        return [Reply(f"{head}\n{turn.t('found.nothing')}", buttons=examples(turn.t))]
    shelf = put_shelf(turn, found.picks, wish, like_ids, head.splitlines()[0], never)
    spoken_first = [] if found.relaxed or not turn.line else [turn.line]
    return [await show_first(turn, shelf, "\n".join([*spoken_first, head]))]


def _notes(turn: Turn, found: Recommendations) -> list[str]:
    notes = []
    let_go = [
        given_up(relaxed.field, relaxed.value, turn.t)
        for relaxed in found.relaxed
        if relaxed.field != "floor"
    ]
    if let_go:
        notes.append(turn.t("found.relaxed", what=turn.t.listing(dict.fromkeys(let_go))))
    elif any(relaxed.field == "floor" for relaxed in found.relaxed):
        notes.append(turn.t("found.few"))
    if found.unchecked:
        notes.append(turn.t("found.unchecked"))
    return notes


async def _unknown(turn: Turn, likes: Resolved) -> Reply:
    return await did_you_mean(turn, likes.unknown[0])


Findable = Recommend | Refine | MoreLike | Mashup | Surprise


async def picks(intent: Findable, turn: Turn, limit: int) -> Sequence[Pick]:
    """The titles that fit a wish, without a dialogue around them."""
    likes = await resolve(turn, intent.wish.like)
    request = Request(
        intent.wish,
        like_ids=tuple(title.id for title in likes.titles),
        mashup=isinstance(intent, Mashup),
        surprise=isinstance(intent, Surprise),
        limit=limit,
    )
    return (await find(turn, request)).picks


def similar_button(title: Title, _: Place, t: Speech) -> tuple[Button, ...]:
    """The button that asks for more like a title."""
    return (Button(t("button.similar"), LikeTitle(title.id)),)
