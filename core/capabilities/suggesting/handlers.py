"""Finding something to watch: requests, likenesses, surprises, and what comes after them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.capabilities.suggesting.actions import (
    OtherWorks,
    add_limits,
    find_fitting,
    find_others_by,
    find_similar,
    find_surprise,
    find_trending,
    lift_limits,
)
from core.capabilities.suggesting.intents import (
    Change,
    Lift,
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
from core.dialogue.examples import examples
from core.dialogue.replies import Button, Fact, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue, Trend
from core.films.recommending.picks import Pick, Reason
from core.films.recommending.recommender import Recommendations
from core.films.recommending.request import Request
from core.films.titles.titles import Titles
from core.films.titles.values import Title
from core.films.wishes.conditions import conditions, given_up, lead, met
from core.films.wishes.criteria.loosening import Relaxed
from core.films.wishes.wish import Wish, set_fields
from core.presentation.cards import Place, on_show, remember_wish, shelf_on_show, wish_in_progress
from core.presentation.focus import focused
from core.presentation.settings import Setting, settings_changed
from core.presentation.shelf import Shelf
from core.presentation.shelves import (
    Resolved,
    find,
    put_shelf,
    quoted,
    resolve,
    show_at,
    show_first,
    show_pick,
    show_previous,
)
from core.presentation.storage import Shelves
from core.presentation.titles import did_you_mean
from core.words.speech import Speech

_HOUR = 3_600  # seconds
_ANY_TITLE = {"kind", "sort"}  # fields of a wish that say nothing of what a title is about


def keep(turn: Turn, wish: Wish) -> str:
    """Let conditions hold beside every request of the user; what to say of it, nothing where there
    are none.
    """
    kept = add_limits(turn, wish)
    return turn.t("standing.noted", what=conditions(kept, turn.t)) if kept else ""


async def lift(_: Lift, turn: Turn) -> list[Reply]:
    """Nothing is held back any more."""
    lift_limits(turn)
    return [await settings_changed(turn, turn.t("standing.lifted"))]


def in_settings(turn: Turn) -> Setting | None:
    """What the settings say of it, with the button that takes it back; nothing where nothing
    holds.
    """
    limits = Wish.from_dict(turn.user.limits)
    if not limits:
        return None
    line = turn.t("settings.standing", what=conditions(limits, turn.t))
    return Setting(Fact("limits", line), (Button(turn.t("button.lift"), Lift()),))


async def recommend(intent: Recommend, turn: Turn) -> list[Reply]:
    """Something that fits the wish; or the title of that name, where a name is nobody's."""
    name = _bare_name(intent.wish)
    if name and await turn.use(Catalogue).names_a_title(name):
        return await turn.redirect("find_title", title=name)
    noted = keep(turn, intent.lasting)
    return _after(noted, await suggest(turn, intent.wish))


async def refine(intent: Refine, turn: Turn) -> list[Reply]:
    """The wish has changed: look again."""
    noted = keep(turn, intent.lasting)
    return _after(noted, await suggest(turn, intent.wish, before=wish_in_progress(turn)))


async def more_like(intent: MoreLike, turn: Turn) -> list[Reply]:
    """Something close to titles the user names, or else to the one on show."""
    if intent.wish.like:
        return await suggest(turn, intent.wish)
    like = await _name_on_show(turn)
    if not like:
        return [Reply(turn.t("nothing_on_show"))]
    return await suggest(turn, replace(intent.wish, like=like))


async def _name_on_show(turn: Turn) -> tuple[str, ...]:
    """The name of the title on show, as wishes have it: in English."""
    on_card = [turn.session.title_id] if turn.session.title_id else []
    shown = await turn.use(Titles).names(on_card, "en")
    return tuple(title.name for title in shown.values())


async def mashup(intent: Mashup, turn: Turn) -> list[Reply]:
    """Something that is a bit of each title."""
    return await suggest(turn, intent.wish, mixed=True)


async def surprise(intent: Surprise, turn: Turn) -> list[Reply]:
    """A good one by chance."""
    found = await find_surprise(turn, intent.wish)
    return await _shown(turn, found, intent.wish, (), _surprise_head(intent.wish, turn.t))


def _surprise_head(wish: Wish, t: Speech) -> str:
    return t("lead.surprise_in", wish=conditions(wish, t)) if wish else t("lead.surprise")


async def trending(intent: Trending, turn: Turn) -> list[Reply]:
    """What is popular now."""
    wish = Wish(kind=intent.kind, sort="popular")
    trend = await find_trending(turn, wish)
    head = _trend_head(trend, wish, turn.t)
    if not trend.ids:
        return [Reply(f"{head}\n{turn.t('found.nothing')}")]
    remember_wish(turn, wish)
    shelf = put_shelf(turn, _trend_picks(trend), wish, (), head)
    return [await show_first(turn, shelf)]


def _trend_head(trend: Trend, wish: Wish, t: Speech) -> str:
    what = "trending_now" if trend.now else "trending"
    return t(f"lead.{what}_{wish.kind}" if wish.kind else f"lead.{what}")


def _trend_picks(trend: Trend) -> Iterator[Pick]:
    reason = Reason("trending" if trend.now else "popular")
    return (Pick(title_id, (reason,)) for title_id in trend.ids)


async def like_title(intent: LikeTitle, turn: Turn) -> list[Reply]:
    """More like the title of a button."""
    title = await turn.use(Catalogue).title(intent.title_id, turn.language)
    if title is None:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    return await _similar(turn, title)


async def _similar(turn: Turn, title: Title) -> list[Reply]:
    if title.expired:
        return [Reply(turn.t("found.facts_expired", title=title.name))]
    wish, found = await find_similar(turn, title)
    remember_wish(turn, wish)
    head = turn.t("lead.similar", title=title.name)
    replies = await _shown(turn, found, wish, (title.id,), head)
    return [replace(reply, show=Show.NEW) for reply in replies]


async def more(intent: More, turn: Turn) -> list[Reply]:
    """The next title of the shelf, or another of it; after a title that stands alone, something
    like it; else a surprise.
    """
    shelf = await shelf_on_show(turn)
    if intent.position is not None:
        return [await show_at(turn, shelf, intent.position)]
    if intent.back:
        return [await show_previous(turn, shelf)]
    return await _following(turn, shelf)


async def _following(turn: Turn, shelf: Shelf | None) -> list[Reply]:
    session = turn.session
    if shelf:
        following = session.index + 1 if session.title_id else session.index
        return [await show_pick(turn, shelf, following)]
    if session.title_id:
        return await like_title(LikeTitle(session.title_id), turn)
    return await surprise(Surprise(wish_in_progress(turn) or Wish()), turn)


async def more_from(intent: MoreFrom, turn: Turn) -> list[Reply]:
    """Others by who made the title on show, or with those who act in it."""
    title_id = await on_show(turn, intent.position)
    title = await turn.use(Catalogue).title(title_id, turn.language) if title_id else None
    if title is None:
        return [Reply(turn.t("nothing_on_show"))]
    return await _others(turn, await find_others_by(turn, title, intent.role))


async def _others(turn: Turn, works: OtherWorks) -> list[Reply]:
    if works.found.picks:
        head = lead(works.wish, turn.t)
        return await _shown(turn, works.found, works.wish, (), head, works.never)
    return [Reply(_none_by(works.names, turn.t))]


def _none_by(names: tuple[str, ...], t: Speech) -> str:
    return t("found.none_by", names=t.listing(names, "or")) if names else t("found.nothing")


async def suggest(
    turn: Turn, wish: Wish, mixed: bool = False, before: Wish | None = None
) -> list[Reply]:
    """Find, shelve and show what fits a wish (changed from the one ``before``), saying what was
    understood and what had to give.
    """
    likes = await resolve(turn, wish.like)
    if _is_unknown_name(wish, likes):
        return [await did_you_mean(turn, likes.unknown[0])]
    unlike = await resolve(turn, wish.not_like)
    found = await find_fitting(turn, wish, likes.titles, _ids(unlike), mixed=mixed, before=before)
    return await _shown(turn, found, wish, _ids(likes), _understood(turn, wish, likes))


def _is_unknown_name(wish: Wish, likes: Resolved) -> bool:
    """Whether names that lead nowhere are all that the wish says."""
    nowhere = bool(likes.unknown) and not likes.titles
    return nowhere and not replace(wish, like=(), kind=None)


def _ids(found: Resolved) -> tuple[int, ...]:
    return tuple(title.id for title in found.titles)


def _understood(turn: Turn, wish: Wish, likes: Resolved) -> str:
    """The line that says what was understood, and which titles were not."""
    said = replace(wish, like=tuple(title.name for title in likes.titles))
    head = lead(said, turn.t)
    if not likes.unknown:
        return head
    return f"{head}\n{turn.t('found.unknown_like', titles=quoted(likes.unknown, turn))}"


def _after(said: str, replies: list[Reply]) -> list[Reply]:
    """The replies, with something said before."""
    if not said:
        return replies
    first, *others = replies
    return [replace(first, text=f"{said}\n{first.text or ''}".strip()), *others]


def _bare_name(wish: Wish) -> str:
    """The one name that is all of a wish: most likely a person's, but perhaps that of a title
    nobody here has heard of.
    """
    alone = len(wish.people) == 1 and not replace(wish, people=(), kind=None)
    return wish.people[0] if alone else ""


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
        return [_nothing(turn, head)]
    shelf = put_shelf(turn, found.picks, wish, like_ids, head.splitlines()[0], never)
    return [await show_first(turn, shelf, _spoken_first(turn, found) + head)]


def _spoken_first(turn: Turn, found: Recommendations) -> str:
    """What a model would say first, which is untrue once the wish is relaxed."""
    return f"{turn.line}\n" if turn.line and not found.relaxed else ""


def _nothing(turn: Turn, head: str) -> Reply:
    turn.remember(shelf=None, title_id=None)
    return Reply(f"{head}\n{turn.t('found.nothing')}", buttons=examples(turn.t))


def _notes(turn: Turn, found: Recommendations) -> Iterator[str]:
    """What had to give for something to be found."""
    let_go = [one for one in found.relaxed if one.field != "floor"]
    if let_go:
        yield _let_go(turn, let_go)
    elif found.relaxed:
        yield turn.t("found.few")
    if found.unchecked:
        yield turn.t("found.unchecked")


def _let_go(turn: Turn, relaxed: Iterable[Relaxed]) -> str:
    what = dict.fromkeys(given_up(one.field, one.value, turn.t) for one in relaxed)
    return turn.t("found.relaxed", what=turn.t.listing(what))


Findable = Recommend | Refine | MoreLike | Mashup | Surprise


async def picks(intent: Findable, turn: Turn, limit: int) -> Sequence[Pick]:
    """The titles that fit a wish, without a dialogue around them; none where nothing of the wish
    would be left. A surprise is the same for an hour, since it is shown page by page.
    """
    likes = await resolve(turn, intent.wish.like)
    request = Request(
        intent.wish,
        like_ids=_ids(likes),
        mashup=isinstance(intent, Mashup),
        surprise=isinstance(intent, Surprise),
        seed=int(turn.now.timestamp()) // _HOUR,
        limit=limit,
    )
    found = await find(turn, request)
    return () if _says_more(intent.wish) and not _says_more(found.wish) else found.picks


def _says_more(wish: Wish) -> bool:
    """Whether a wish asks for more than any film or series."""
    return bool(set_fields(wish).keys() - _ANY_TITLE)


def may_begin_a_name(intent: Findable) -> bool:
    """Whether a request consists of words that may just as well begin the name of a title."""
    return set_fields(intent.wish).keys() == {"themes"}


async def trending_picks(intent: Trending, turn: Turn, limit: int) -> Sequence[Pick]:
    """What is popular now, without a dialogue around it."""
    trend = await find_trending(turn, Wish(kind=intent.kind, sort="popular"))
    return list(_trend_picks(trend))[:limit]


def similar_button(title: Title, _: Place, t: Speech) -> tuple[Button, ...]:
    """The button that asks for more like a title."""
    return (Button(t("button.similar"), LikeTitle(title.id)),)


async def change(intent: Change, turn: Turn) -> list[Reply]:
    """Ask what shall be different; the next message goes on from that list and title."""
    if await turn.use(Shelves).get(intent.shelf) is None:
        return [Reply(turn.t("found.expired"), show=Show.TOAST)]
    turn.session = await focused(turn.services, turn.session, turn.user.id, [intent])
    return [Reply(turn.t("change.ask"))]


def change_button(title: Title, place: Place, t: Speech) -> tuple[Button, ...]:
    """The button that asks what shall be different about the list a card is on."""
    if not place.shelf:
        return ()
    return (Button(t("button.change"), Change(title.id, place.shelf)),)
