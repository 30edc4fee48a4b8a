"""One title in a dialogue: as a card that stands alone, or a name nobody knows."""

from core.dialogue.replies import Button, Reply, Show
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.titles.values import Title
from core.library.marks import Marks
from core.presentation.cards import card, title_rows
from core.presentation.twins import choice_rows


async def show_title(
    turn: Turn,
    title_id: int,
    note: str = "",
    extra: tuple[Button, ...] = (),
    how: Show = Show.NEW,
) -> Reply:
    """One title as a card that stands alone; ``extra`` is a last row of buttons."""
    title = await turn.use(Catalogue).title(title_id, turn.language)
    if title is None:
        return Reply(turn.t("found.expired"), show=Show.TOAST if turn.tapped else Show.NEW)
    said = note or await _known_of(turn, title) or turn.t("found.title")
    turn.remember(shelf=None, index=0, title_id=title.id)
    return Reply(said, card(title, turn.t), title_rows(turn, title, extra), how)


async def _known_of(turn: Turn, title: Title) -> str:
    """That its facts have expired, or how the user marked it."""
    if title.expired:
        return turn.t("found.facts_expired", title=title.name)
    known = (await turn.use(Marks).of(turn.user.id, [title.id])).get(title.id)
    if known is None or known.status == "none":
        return ""
    status = "favourite" if known.favourite else known.status
    return turn.t("mark.already", status=turn.t(f"status.{status}"))


async def did_you_mean(turn: Turn, name: str) -> Reply:
    """What to say of a name that leads nowhere: the nearest titles, if any are near."""
    near = await turn.use(Catalogue).search(name, language=turn.language, limit=4)
    if not near:
        return Reply(turn.t("found.unknown", title=name))
    rows = await choice_rows(turn, [match.title for match in near])
    return Reply(turn.t("found.did_you_mean", title=name), buttons=rows)
