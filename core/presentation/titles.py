"""One title in a dialogue: as a card that stands alone, or a name nobody knows."""

from core.dialogue.replies import Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.titles.values import Title
from core.library.marks import Marks
from core.library.opinions import Marked
from core.presentation.cards import card, card_rows
from core.presentation.paging import Row
from core.presentation.twins import choice_rows
from core.words.speech import Speech


async def show_title(
    turn: Turn,
    title_id: int,
    note: str = "",
    extra: Row = (),
    how: Show = Show.NEW,
) -> Reply:
    """One title as a card that stands alone; ``extra`` is a last row of buttons."""
    title = await turn.use(Catalogue).title(title_id, turn.language)
    if title is None:
        return Reply(turn.t("found.no_title"), show=turn.in_passing)
    turn.remember(shelf=None, index=0, title_id=title.id)
    said = note or await _known_of(turn, title)
    return _card_reply(turn, title, said or turn.t("found.title"), extra, how)


def _card_reply(turn: Turn, title: Title, said: str, extra: Row, how: Show) -> Reply:
    rows = card_rows(turn, title, extra=extra)
    return Reply(said, card(title, turn.t), rows, how)


async def _known_of(turn: Turn, title: Title) -> str:
    """That its facts have expired, or how the user marked it."""
    if title.expired:
        return turn.t("found.facts_expired", title=title.name)
    known = await turn.use(Marks).of(turn.user.id, [title.id])
    return _status_of(known.get(title.id), turn.t)


def _status_of(known: Marked | None, t: Speech) -> str:
    if known is None or known.status == "none":
        return ""
    status = "favourite" if known.favourite else known.status
    return t("mark.already", status=t(f"status.{status}"))


async def did_you_mean(turn: Turn, name: str) -> Reply:
    """What to say of a name that leads nowhere: the nearest titles, if any are near."""
    near = await turn.use(Catalogue).search(name, language=turn.language, limit=4)
    if not near:
        return Reply(turn.t("found.unknown", title=name))
    rows = await choice_rows(turn, [match.title for match in near])
    return Reply(turn.t("found.did_you_mean", title=name), buttons=rows)
