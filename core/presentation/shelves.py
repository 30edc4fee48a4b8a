"""How a shelf is shown: one card at a time, passing over what has been marked since."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain

from core.dialogue.replies import Reply, Show
from core.dialogue.turn import Turn, Work, short_id
from core.films.finding.catalogue import Catalogue, Match
from core.films.finding.thresholds import CLOSE
from core.films.recommending.audience import Audience
from core.films.recommending.picks import Pick
from core.films.recommending.recommender import Recommendations, Recommender
from core.films.recommending.request import Request
from core.films.titles.values import Kind, Title, TitleName
from core.films.wishes.conditions import applied
from core.films.wishes.wish import Wish
from core.library.marks import Marks
from core.library.opinions import audience
from core.presentation.cards import (
    Place,
    card,
    card_rows,
    end_rows,
    paging_row,
    remember_wish,
    title_at,
)
from core.presentation.paging import Row
from core.presentation.shelf import Shelf
from core.presentation.storage import Shelves
from core.words.text import fold

_DATED = re.compile(r"([^()]+)\(((?:19|20)\d\d)\)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Titles found by name, and the names that led nowhere."""

    titles: tuple[TitleName, ...]
    unknown: tuple[str, ...]


async def resolve(turn: Turn, names: Iterable[str], kind: Kind | None = None) -> Resolved:
    """The best known title of each name; among namesakes the one most people know."""
    meant = [(name, await best(turn, name, kind)) for name in names]
    found = dict.fromkeys(title for _, title in meant if title)
    unknown = tuple(name for name, title in meant if title is None)
    return Resolved(tuple(found), unknown)


async def resolve_all(turn: Turn, names: Iterable[str]) -> Resolved:
    """Every title of each franchise and person."""
    by_name = {name: await turn.use(Catalogue).all_of(name, turn.language) for name in names}
    unknown = tuple(name for name, titles in by_name.items() if not titles)
    found = {title.id: title for title in chain.from_iterable(by_name.values())}
    return Resolved(tuple(found.values()), unknown)


async def best(turn: Turn, name: str, kind: Kind | None = None) -> TitleName | None:
    """The title most likely meant by that name, or None when nothing comes close."""
    year = _year_said(name, turn.message.text)
    matches = await turn.use(Catalogue).search(
        name, year=year, kind=kind, language=turn.language, limit=3
    )
    return _first_close(matches)


def _first_close(matches: Sequence[Match]) -> TitleName | None:
    return matches[0].title if matches and matches[0].score >= CLOSE else None


def _year_said(name: str, text: str) -> int | None:
    """The year that follows the name in brackets: "Dune (1984)"."""
    dated = _dated(text).items()
    return next((year for before, year in dated if before.endswith(fold(name))), None)


def _dated(text: str) -> dict[str, int]:
    """The years in brackets, by what is written before each."""
    return {fold(before): int(year) for before, year in _DATED.findall(text)}


def quoted(names: Iterable[str], turn: Turn) -> str:
    """Names as a sentence lists them."""
    return turn.t.listing((turn.t("quoted", name=name) for name in names), "or")


async def find(work: Work, request: Request) -> Recommendations:
    """What fits a request for this user; in a group, what nobody there has seen."""
    mine = await _of_user(request, work)
    return await work.use(Recommender).find(mine, audience_of(work))


async def _of_user(request: Request, work: Work) -> Request:
    wish = allowed(work, request.wish)
    suggested = await work.use(Catalogue).suggested(work.suggested, wish.kind)
    mine = replace(request, wish=wish, suggested=tuple(suggested))
    return replace(mine, language=work.language, region=work.region)


def allowed(work: Work, wish: Wish) -> Wish:
    """The wish without what the user never wants, and within their age limit."""
    return applied(wish, Wish.from_dict(work.user.limits))


def audience_of(work: Work) -> Audience:
    """The user, and in a group whoever takes part there."""
    group = work.group
    return audience(work.user.id, (group.platform, group.id) if group else None)


KEPT = timedelta(days=30)
_AHEAD = 10


def put_shelf(
    work: Work,
    picks: Iterable[Pick],
    wish: Wish = Wish(),
    like_ids: tuple[int, ...] = (),
    lead: str = "",
    never: tuple[int, ...] = (),
) -> Shelf:
    """A new shelf, kept for 30 days so that its buttons go on working."""
    shelf = Shelf(short_id(), work.user.id, tuple(picks), wish, like_ids, lead, work.now, never)
    work.later(work.use(Shelves).put(shelf, work.now + KEPT))
    return shelf


async def own_shelf(turn: Turn, shelf_id: str) -> Shelf | Reply:
    """The person's shelf of that id, or what to say where it is gone or somebody else's."""
    shelf = await turn.use(Shelves).get(shelf_id)
    if shelf and shelf.user_id == turn.user.id:
        return shelf
    why = "found.not_yours" if shelf else "found.expired"
    return Reply(turn.t(why), show=Show.TOAST)


async def show_pick(
    turn: Turn,
    shelf: Shelf,
    index: int,
    note: str = "",
    extra: Row = (),
    marked_now: Collection[int] = (),
    unmarked_now: Collection[int] = (),
) -> Reply:
    """The card at ``index``, or the nearest one after it, else before it, that the person has not
    marked.

    ``marked_now`` and ``unmarked_now`` are titles this very turn marks or unmarks. At the end of
    the shelf it is filled up.
    """
    free = await _unmarked(turn, shelf, marked_now, unmarked_now)
    if not _from(index, free):
        shelf, free = await _fill_up(turn, shelf, free, marked_now)
    before = free[-1:] if marked_now else []
    shown = await _nearest(turn, shelf, _from(index, free) or before, free, note, extra)
    return shown or await _ended(turn, shelf, index - 1, free, note, extra)


def _from(index: int, places: Iterable[int]) -> list[int]:
    return [place for place in places if place >= index]


async def show_first(turn: Turn, shelf: Shelf, note: str = "") -> Reply:
    """The first card of a shelf that this very turn has filled, so that nothing on it can have been
    marked.
    """
    every = range(len(shelf.picks))
    shown = await _nearest(turn, shelf, every, every, note)
    return shown or await _ended(turn, shelf, every[-1], every, note)


async def show_previous(turn: Turn, shelf: Shelf | None) -> Reply:
    """The card before the one on show, passing over what has been marked since."""
    if shelf is None:
        return Reply(turn.t("nothing_on_show"))
    free = await _unmarked(turn, shelf, (), ())
    before = _before(turn.session.index, free)
    return await _nearest(turn, shelf, before, free) or Reply(turn.t("found.first"))


def _before(index: int, places: Sequence[int]) -> list[int]:
    """The places before one, the nearest first."""
    return [place for place in reversed(places) if place < index]


async def show_at(turn: Turn, shelf: Shelf | None, position: int) -> Reply:
    """The card at a position (from 1) of the shelf, marked or not."""
    if shelf is None or not 1 <= position <= len(shelf.picks):
        return Reply(turn.t("nothing_on_show"))
    every = range(len(shelf.picks))
    shown = await _nearest(turn, shelf, [position - 1], every)
    return shown or await _ended(turn, shelf, position - 1, every)


async def _nearest(
    turn: Turn,
    shelf: Shelf,
    places: Sequence[int],
    free: Sequence[int],
    note: str = "",
    extra: Row = (),
) -> Reply | None:
    """The card at the first of the places whose title can be shown, among those that are free;
    None where there is none.
    """
    for at in places:
        title = await turn.use(Catalogue).suggestion(shelf.picks[at].title_id, turn.language)
        if title is not None:
            return _card(turn, shelf, at, title, free, note, extra)
    return None


async def _ended(
    turn: Turn, shelf: Shelf, at: int, free: Sequence[int], note: str = "", extra: Row = ()
) -> Reply:
    """That nothing follows the card at ``at``. Where nothing is left to turn back to either, the
    card tapped says so itself.
    """
    said = _joined(note, turn.t("found.last"))
    title = await title_at(turn, shelf, at)
    if title and turn.tapped and not free:
        return _card(turn, shelf, at, title, free, said, extra)
    rows = end_rows(turn, Place(shelf.id, at), title, extra)
    return Reply(said, buttons=rows, show=turn.in_passing if free else turn.in_place)


def _card(
    turn: Turn,
    shelf: Shelf,
    at: int,
    title: Title,
    free: Sequence[int],
    note: str,
    extra: Row,
) -> Reply:
    _prepare(turn, shelf, _from(at + 1, free))
    turn.remember(shelf=shelf.id, index=at, title_id=title.id)
    if shelf.wish:
        remember_wish(turn, shelf.wish)
    rows = _buttons(turn, shelf, at, title, free, extra)
    shown = card(title, turn.t, shelf.picks[at], at + 1, len(shelf.picks))
    return Reply(note or shelf.lead or None, shown, rows, turn.in_place)


def _prepare(turn: Turn, shelf: Shelf, ahead: Sequence[int]) -> None:
    """Fetch the facts of the titles that are next."""
    turn.use(Catalogue).prepare([shelf.picks[place].title_id for place in ahead[:_AHEAD]])


def _buttons(
    turn: Turn, shelf: Shelf, at: int, title: Title, free: Sequence[int], extra: Row
) -> tuple[Row, ...]:
    before = max((place for place in free if place < at), default=None)
    end = len(shelf.picks) if free else None
    after = min((place for place in free if place > at), default=end)
    paging = paging_row(shelf.id, before, after, turn.t)
    return card_rows(turn, title, Place(shelf.id, at), paging, extra)


async def _unmarked(
    turn: Turn, shelf: Shelf, marked: Collection[int], unmarked: Collection[int]
) -> list[int]:
    """The places of titles that can be suggested; where two places have become one title, the
    first.
    """
    places = _first_places(pick.title_id for pick in shelf.picks)
    known = await turn.use(Marks).ruled_out(turn.user.id, places)
    hidden = await turn.use(Catalogue).hidden(places)
    gone = known.difference(unmarked).union(marked) | hidden
    return [place for title_id, place in places.items() if title_id not in gone]


def _first_places(ids: Iterable[int]) -> dict[int, int]:
    """Where each title stands first, in order."""
    first: dict[int, int] = {}
    for place, title_id in enumerate(ids):
        first.setdefault(title_id, place)
    return first


async def _fill_up(
    turn: Turn, shelf: Shelf, free: list[int], marked: Collection[int]
) -> tuple[Shelf, list[int]]:
    found = await find(turn, _more_of(shelf, marked))
    if not found.picks:
        return shelf, free
    longer = _lengthened(turn, shelf, found.picks)
    return longer, [*free, *range(len(shelf.picks), len(longer.picks))]


def _lengthened(turn: Turn, shelf: Shelf, picks: tuple[Pick, ...]) -> Shelf:
    longer = replace(shelf, picks=(*shelf.picks, *picks))
    turn.later(turn.use(Shelves).put(longer, turn.now + KEPT))
    return longer


def _more_of(shelf: Shelf, marked: Collection[int]) -> Request:
    shown = {pick.title_id for pick in shelf.picks}
    exclude = shown.union(marked, shelf.never)
    return Request(shelf.wish, like_ids=shelf.like_ids, exclude=exclude, relax=False)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
