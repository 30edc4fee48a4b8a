"""Rating titles by sentence and by button, and the list of what was rated."""

from collections.abc import Iterable, Sequence

from core.capabilities.ratings.actions import (
    HIGHEST,
    LOWEST,
    Rated,
    RatedList,
    list_rated,
    nearest_half,
    rate_titles,
    remove_ratings,
)
from core.capabilities.ratings.intents import Rate, RateTitle, ShowRated, Unrate, UnrateTitle
from core.dialogue.intents import Cancel
from core.dialogue.replies import Button, Reply, Show, TitleList
from core.dialogue.turn import Turn
from core.films.recommending.picks import Pick, Reason
from core.films.titles.titles import Titles
from core.films.titles.values import TitleName
from core.films.wishes.conditions import conditions
from core.library.opinions import Status
from core.presentation.cards import named, on_show
from core.presentation.lists import list_reply
from core.presentation.paging import Row
from core.presentation.shelves import Resolved, put_shelf, quoted, resolve
from core.presentation.titles import did_you_mean
from core.words.speech import Speech

_RATE_TITLE = "rate_title"  # its name in readings, by which an answer is awaited
_OFFERED = (range(1, 6), range(6, 11))  # rows of buttons; platforms show five in a row


async def rate(intent: Rate, turn: Turn) -> list[Reply]:
    """A sentence that rates: titles by name, the one just asked about, or the one on show."""
    if not intent.titles:
        title_id = _asked_about(turn) if intent.position is None else None
        return [await _rate_one(turn, title_id or await on_show(turn, intent.position), intent)]
    found = await resolve(turn, intent.titles)
    if not found.titles:
        return [await did_you_mean(turn, found.unknown[0])]
    return [await _rated(turn, found.titles, intent.rating, _left_out(turn, found))]


async def rate_title(intent: RateTitle, turn: Turn) -> list[Reply]:
    """A tap or an awaited answer: the rating of one title, or the question for it."""
    if intent.rating is None:
        return [await _ask(turn, intent.title_id)]
    return [await _rate_one(turn, intent.title_id, intent)]


async def unrate(intent: Unrate, turn: Turn) -> list[Reply]:
    """A sentence that removes ratings."""
    if not intent.titles:
        return [await _unrated(turn, await _known(turn, await on_show(turn)))]
    found = await resolve(turn, intent.titles)
    if not found.titles:
        return [await did_you_mean(turn, found.unknown[0])]
    return [await _unrated(turn, found.titles)]


async def unrate_title(intent: UnrateTitle, turn: Turn) -> list[Reply]:
    """A tap that removes a rating."""
    return [await _unrated(turn, await _known(turn, intent.title_id))]


async def show_rated(intent: ShowRated, turn: Turn) -> list[Reply]:
    """The list of what was rated."""
    listed = await list_rated(turn, intent)
    name, wish = _list_name(intent, turn.t), conditions(intent.wish, turn.t)
    notes = (turn.t("found.unchecked"),) if listed.unchecked else ()
    if not listed.titles:
        return [Reply(body=TitleList(_empty(intent, name, wish, turn.t), notes))]
    key = "list.head_filtered" if intent.wish else "list.head"
    head = turn.t(key, name=name, wish=wish, n=listed.total)
    shelf = put_shelf(turn, _picks(listed), lead="\n".join([head, *notes]))
    return [await list_reply(turn, shelf, 0)]


async def picks(intent: ShowRated, turn: Turn, limit: int) -> list[Pick]:
    """The rated titles, without a dialogue around them and without their ratings."""
    listed = await list_rated(turn, intent)
    return [Pick(one.title.id) for one in listed.titles[:limit]]


def nothing(intent: ShowRated, turn: Turn) -> str:
    """That nothing was rated so."""
    wish = conditions(intent.wish, turn.t)
    name = _list_name(intent, turn.t)
    return turn.t("list.none_for" if wish else "list.none", name=name, wish=wish)


def offer_rating(turn: Turn, title_id: int, status: Status) -> Row:
    """After a title was seen: a button that rates it, and a number that says so right away."""
    if status not in ("seen", "favourite"):
        return ()
    turn.expect(_RATE_TITLE, "rating", title_id=title_id)
    return (Button(turn.t("button.rate"), RateTitle(title_id)),)


def _asked_about(turn: Turn) -> int | None:
    """The title whose rating was awaited when this message came."""
    if turn.asked is None or turn.asked.reading["intent"] != _RATE_TITLE:
        return None
    title_id = turn.asked.reading["title_id"]
    assert isinstance(title_id, int)
    return title_id


async def _known(turn: Turn, title_id: int | None) -> tuple[TitleName, ...]:
    if title_id is None:
        return ()
    return tuple((await turn.use(Titles).names([title_id], turn.language)).values())


async def _ask(turn: Turn, title_id: int) -> Reply:
    titles = await _known(turn, title_id)
    if not titles:
        return Reply(turn.t("found.expired"), show=Show.TOAST)
    (title,) = titles
    turn.expect(_RATE_TITLE, "rating", title_id=title.id)
    scale = [_scale_row(title.id, numbers) for numbers in _OFFERED]
    no = Button(turn.t("button.rate_not_now"), Cancel())
    return Reply(turn.t("rating.ask", title=named(title)), buttons=(*scale, (no,)))


def _scale_row(title_id: int, numbers: Iterable[int]) -> Row:
    return tuple(Button(str(number), RateTitle(title_id, float(number))) for number in numbers)


async def _rate_one(turn: Turn, title_id: int | None, intent: Rate | RateTitle) -> Reply:
    titles = await _known(turn, title_id)
    if not titles or intent.rating is None:
        return Reply(turn.t("nothing_on_show"), show=turn.in_passing)
    return await _rated(turn, titles, intent.rating)


async def _rated(turn: Turn, titles: Sequence[TitleName], said: float, note: str = "") -> Reply:
    """Titles rated, and what was said of it; or why that cannot be."""
    if not LOWEST <= said <= HIGHEST:
        return _out_of_range(turn, titles, said)
    rating = nearest_half(said)
    unseen = await rate_titles(turn, [title.id for title in titles], rating)
    lines = [turn.t("rating.given", titles=_listed(titles, turn.t), rating=_number(rating, turn.t))]
    if rating != said:
        lines.append(turn.t("rating.rounded", said=_number(said, turn.t)))
    if unseen:
        lines.append(turn.t("rating.seen_now", n=len(unseen)))
    buttons = (_change_row(titles[0].id, turn.t),) if len(titles) == 1 else ()
    return Reply("\n".join([" ".join(lines), note]).strip(), buttons=buttons, show=turn.in_place)


def _out_of_range(turn: Turn, titles: Sequence[TitleName], said: float) -> Reply:
    """What cannot be a rating; of a single title, the next number may be."""
    if len(titles) == 1:
        turn.expect(_RATE_TITLE, "rating", title_id=titles[0].id)
    return Reply(turn.t("rating.out_of_range", rating=_number(said, turn.t)))


def _change_row(title_id: int, t: Speech) -> Row:
    change = Button(t("button.rate_again"), RateTitle(title_id))
    return (change, Button(t("button.unrate"), UnrateTitle(title_id)))


async def _unrated(turn: Turn, titles: Sequence[TitleName]) -> Reply:
    if not titles:
        return Reply(turn.t("nothing_on_show"), show=turn.in_passing)
    rated = await remove_ratings(turn, [title.id for title in titles])
    gone = [title for title in titles if title.id in rated]
    key, about = ("removed", gone) if gone else ("not_rated", titles)
    return Reply(turn.t(f"rating.{key}", titles=_listed(about, turn.t)), show=turn.in_place)


def _left_out(turn: Turn, found: Resolved) -> str:
    return turn.t("rating.unknown", titles=quoted(found.unknown, turn)) if found.unknown else ""


def _listed(titles: Iterable[TitleName], t: Speech) -> str:
    return t.listing(named(title) for title in titles)


def _picks(listed: RatedList) -> list[Pick]:
    """The rated titles, each with its rating as the reason why it is there."""
    return [Pick(one.title.id, (_reason(one),)) for one in listed.titles]


def _reason(one: Rated) -> Reason:
    return Reason("rated", (f"{one.rating:g}",))


def _list_name(intent: ShowRated, t: Speech) -> str:
    low, high = intent.rating_min, intent.rating_max
    if low is not None and low == high:
        return t("rating.list_exactly", rating=_number(low, t))
    if low is not None and high is not None:
        return t("rating.list_between", low=_number(low, t), high=_number(high, t))
    if low is not None:
        return t("rating.list_from", rating=_number(low, t))
    if high is not None:
        return t("rating.list_to", rating=_number(high, t))
    return t("rating.list")


def _empty(intent: ShowRated, name: str, wish: str, t: Speech) -> str:
    if intent.wish:
        return t("list.empty_filtered", name=name, wish=wish)
    return t("rating.list_empty", name=name)


def _number(rating: float, t: Speech) -> str:
    """A rating without needless decimals: "8", "7.5"."""
    return t.number(rating)
