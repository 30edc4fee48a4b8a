"""Titles by name: one, several of the same name, or a whole franchise."""

from core.cards import card, choice_rows, title_rows
from core.chat import Reply, Show
from core.folding import fold
from core.handlers.about import answer
from core.handlers.names import CLOSE
from core.handlers.shelves import list_reply, own_shelf, put_shelf, show_pick
from core.intents import FindTitle, ListPage, OpenShelf, OpenTitle
from core.memory import Pick
from core.movies.catalogue import Match
from core.turn import Turn


async def find_title(intent: FindTitle, turn: Turn) -> list[Reply]:
    """Show a title, answer a question about it, offer namesakes, or show a franchise."""
    if intent.franchise and (reply := await _franchise(turn, intent.title)):
        return [reply]
    matches = await turn.catalogue.search(intent.title, year=intent.year, language=turn.t.language)
    exact = [match for match in matches if match.exact]
    if len(exact) > 1 and not intent.question:
        return [_namesakes(turn, exact)]
    if not exact and (reply := await _franchise(turn, intent.title)):
        return [reply]
    if not matches or matches[0].score < CLOSE:
        return [await did_you_mean(turn, intent.title)]
    if intent.question:
        return [await answer(turn, matches[0].title.id, intent.question)]
    return [await _found(turn, matches[0])]


async def open_title(intent: OpenTitle, turn: Turn) -> list[Reply]:
    """Show the title of a button."""
    return [await show_title(turn, intent.title_id)]


async def open_shelf(intent: OpenShelf, turn: Turn) -> list[Reply]:
    """A list somebody shared or showed, as a list of the person's own."""
    shelf = await turn.store.shelves.get(intent.shelf)
    if shelf is None:
        return [Reply(turn.t("found.expired"))]
    picks = [Pick(pick.title_id) for pick in shelf.picks]
    copy = put_shelf(turn, picks, shelf.wish, lead=turn.t("list.shared", n=len(picks)))
    return [
        await list_reply(turn, copy, 0)
        if intent.index is None
        else await show_pick(turn, copy, intent.index)
    ]


async def list_page(intent: ListPage, turn: Turn) -> list[Reply]:
    """Another page of a list, for the person whose list it is."""
    shelf = await own_shelf(turn, intent.shelf)
    return [shelf if isinstance(shelf, Reply) else await list_reply(turn, shelf, intent.page)]


async def show_title(
    turn: Turn, title_id: int, note: str = "", undo: str | None = None, how: Show = Show.NEW
) -> Reply:
    """One title as a card that stands alone."""
    title = await turn.catalogue.title(title_id, turn.t.language)
    if title is None:
        return Reply(turn.t("found.expired"), show=Show.TOAST if turn.tapped else Show.NEW)
    known = (await turn.store.marks.of(turn.person.id, [title.id])).get(title.id)
    if not note and title.expired:
        note = turn.t("found.facts_expired", title=title.name)
    if not note and known and known.status != "none":
        status = "favourite" if known.favourite else known.status
        note = turn.t("mark.already", status=turn.t(f"status.{status}"))
    turn.remember(shelf=None, index=0, title_id=title.id)
    return Reply(
        note or turn.t("found.title"), card(title, turn.t), title_rows(title, turn.t, undo), how
    )


async def did_you_mean(turn: Turn, name: str) -> Reply:
    """What to say of a name that leads nowhere: the nearest titles, if any are near."""
    near = await turn.catalogue.search(name, language=turn.t.language, limit=4)
    if near:
        return Reply(
            turn.t("found.did_you_mean", title=name),
            buttons=choice_rows(match.title for match in near),
        )
    return Reply(turn.t("found.unknown", title=name))


async def _found(turn: Turn, match: Match) -> Reply:
    spelled = fold(match.title.name) in fold(turn.message.text)
    return await show_title(
        turn, match.title.id, "" if spelled else turn.t("found.meant", title=match.title.name)
    )


def _namesakes(turn: Turn, matches: list[Match]) -> Reply:
    turn.remember(shelf=None, title_id=None)
    return Reply(turn.t("found.which"), buttons=choice_rows(match.title for match in matches))


async def _franchise(turn: Turn, name: str) -> Reply | None:
    titles = await turn.catalogue.franchise(name, turn.t.language)
    if len(titles) < 2:
        return None
    lead = turn.t("found.franchise", name=await _franchise_name(turn, name))
    return await list_reply(
        turn, put_shelf(turn, (Pick(title.id) for title in titles), lead=lead), 0
    )


async def _franchise_name(turn: Turn, name: str) -> str:
    """The franchise's name in the person's language, if it is one that has names."""
    known = await turn.store.titles.franchises()
    names = next((one.names for one in known if fold(name) in map(fold, one.names.values())), {})
    return names.get(turn.t.language, name)
