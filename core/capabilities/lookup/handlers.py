"""Titles by name: one, several of the same name, or a whole franchise."""

from core.capabilities.lookup.actions import find_franchise, search_titles
from core.capabilities.lookup.intents import FindTitle
from core.capabilities.lookup.questions import answer
from core.dialogue.replies import Reply
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Match
from core.films.finding.references import references
from core.films.finding.thresholds import CLOSE
from core.films.recommending.picks import Pick
from core.presentation.lists import list_reply
from core.presentation.shelves import put_shelf
from core.presentation.titles import did_you_mean, show_title
from core.presentation.twins import choice_rows
from core.words.text import fold


async def find_title(intent: FindTitle, turn: Turn) -> list[Reply]:
    """Show a title, answer a question about it, offer namesakes, or show a franchise."""
    if references(intent.title):
        return [Reply(turn.t("found.link"))]
    if intent.franchise and (reply := await _franchise(turn, intent.title)):
        return [reply]
    matches = await search_titles(turn, intent.title, intent.year)
    return [await _told(intent, turn, matches)]


async def _told(intent: FindTitle, turn: Turn, matches: list[Match]) -> Reply:
    exact = [match for match in matches if match.exact]
    if len(exact) > 1 and not intent.question:
        return await _namesakes(turn, exact)
    if not exact and (reply := await _franchise(turn, intent.title)):
        return reply
    return await _nearest(intent, turn, matches)


async def _nearest(intent: FindTitle, turn: Turn, matches: list[Match]) -> Reply:
    if not matches or matches[0].score < CLOSE:
        return await did_you_mean(turn, intent.title)
    if intent.question:
        return await answer(turn, matches[0].title.id, intent.question)
    return await _found(turn, matches[0])


async def _found(turn: Turn, match: Match) -> Reply:
    return await show_title(turn, match.title.id, _meant(match.title.name, turn))


def _meant(name: str, turn: Turn) -> str:
    """Which title was taken, where that is not what was written."""
    spelled = fold(name) in fold(turn.message.text)
    return "" if spelled else turn.t("found.meant", title=name)


async def _namesakes(turn: Turn, matches: list[Match]) -> Reply:
    turn.remember(shelf=None, title_id=None)
    rows = await choice_rows(turn, [match.title for match in matches])
    return Reply(turn.t("found.which"), buttons=rows)


async def _franchise(turn: Turn, name: str) -> Reply | None:
    franchise = await find_franchise(turn, name)
    if franchise is None:
        return None
    lead = turn.t("found.franchise", name=franchise.name)
    shelf = put_shelf(turn, (Pick(title.id) for title in franchise.titles), lead=lead)
    return await list_reply(turn, shelf, 0)


async def picks(intent: FindTitle, turn: Turn, limit: int) -> list[Pick]:
    """The titles of that name."""
    matches = await search_titles(turn, intent.title, intent.year, limit)
    return [Pick(match.title.id) for match in matches]


def may_begin_a_name(intent: FindTitle) -> bool:
    """Whether a name may still be going on."""
    return intent.question is None
