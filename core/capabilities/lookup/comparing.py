"""Which of several titles to watch, in words."""

from collections.abc import Iterable

from core.capabilities.lookup.actions import Advantage, Contest, compare_titles, highest_rating
from core.capabilities.lookup.details import summary
from core.capabilities.lookup.intents import Compare
from core.dialogue.replies import Button, Comparison, Contender, Reply
from core.dialogue.turn import Turn
from core.films.titles.values import Title
from core.presentation.cards import named, on_show
from core.presentation.intents import OpenTitle
from core.presentation.lists import item
from core.presentation.shelves import quoted, resolve
from core.words.speech import Speech


async def compare(intent: Compare, turn: Turn) -> list[Reply]:
    """Which of these to watch, and why."""
    found = await resolve(turn, intent.titles)
    ids = [*await _shown(turn, intent.positions), *(title.id for title in found.titles)]
    choice = await compare_titles(turn, ids)
    if choice is None:
        return [_too_few(found.unknown, turn)]
    return [_reply(choice, turn.t)]


async def _shown(turn: Turn, positions: Iterable[int]) -> list[int]:
    """The titles at these positions of the results."""
    shown = [await on_show(turn, position) for position in positions]
    return [title_id for title_id in shown if title_id]


def _reply(choice: Contest, t: Speech) -> Reply:
    buttons = tuple((Button(named(title), OpenTitle(title.id)),) for title in choice.titles)
    return Reply(body=_compared(choice, t), buttons=buttons)


def _compared(choice: Contest, t: Speech) -> Comparison:
    contenders = tuple(_contender(title, t) for title in choice.titles)
    return Comparison(contenders, _verdict(choice, t))


def _contender(title: Title, t: Speech) -> Contender:
    return Contender(item(title, t), summary(title, t))


def _too_few(unknown: Iterable[str], turn: Turn) -> Reply:
    need = turn.t("compare.need_two")
    if not unknown:
        return Reply(need)
    return Reply(f"{turn.t('found.unknown_like', titles=quoted(unknown, turn))} {need}")


def _verdict(choice: Contest, t: Speech) -> str:
    best = choice.best
    if best is None:
        return t("compare.all_seen")
    if not choice.others:
        return t("compare.verdict_seen", title=best.name, seen=_seen(choice, t))
    return t("compare.verdict", title=best.name, reasons=_reasons(best, choice, t))


def _seen(choice: Contest, t: Speech) -> str:
    return t.listing(title.name for title in choice.seen)


def _reasons(best: Title, choice: Contest, t: Speech) -> str:
    return t.listing(_reason(one, best, choice, t) for one in choice.advantages)


def _reason(advantage: Advantage, best: Title, choice: Contest, t: Speech) -> str:
    if advantage == "rated":
        other = t.rating(highest_rating(choice.others))
        return t("compare.rated", best=t.rating(best.imdb_rating or 0), other=other)
    if advantage == "shorter":
        return t("compare.shorter", time=t.minutes(best.runtime or 0))
    return t("compare.even")
