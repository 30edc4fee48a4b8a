"""A title as a card with its rows of buttons."""

from collections.abc import Iterable
from urllib.parse import quote_plus

from core.chat import Button, Card
from core.i18n import Speech
from core.intents import AskTitle, LikeTitle, MarkTitle, OpenTitle, Status, TurnTo, Undo
from core.lead import token
from core.memory import Pick, Reason
from core.movies.titles import Title, TitleName
from core.sharing import payload

Row = tuple[Button, ...]


def card(
    title: Title, t: Speech, pick: Pick | None = None, position: int = 1, total: int | None = None
) -> Card:
    """The card of a title in the language of ``t``; ``position`` counts from 1."""
    return Card(
        id=title.id,
        kind=title.kind,
        title=title.name,
        year=title.year,
        runtime=title.runtime,
        genres=tuple(t.genre(slug) for slug in title.genres),
        imdb_rating=title.imdb_rating,
        imdb_votes=title.imdb_votes,
        overview=title.overview,
        why=why(pick.reasons, t) if pick and pick.reasons else None,
        poster_url=title.poster,
        trailer_url=title.trailer,
        url=page_url(title),
        position=position,
        total=total,
        facts=facts_line(title, t),
    )


def why(reasons: Iterable[Reason], t: Speech) -> str:
    """Reasons as one line."""
    return " · ".join(_reason(reason, t) for reason in reasons)


def named(title: Title | TitleName) -> str:
    """A title with its year, as lists and buttons name it."""
    return f"{title.name} ({title.year})" if title.year else title.name


def facts_line(title: Title, t: Speech) -> str:
    """Who made it, the directors of a film or the creators of a series; and that a series is one,
    with its seasons.
    """
    seasons = t("about.seasons", n=title.seasons) if title.seasons else ""
    parts = [*([t("about.series"), seasons] if title.kind == "tv" else []), _makers(title, t)]
    return " · ".join(part for part in parts if part)


def _makers(title: Title, t: Speech) -> str:
    if not title.directors:
        return ""
    names = t.listing(credit.name for credit in title.directors[:3])
    return t("about.created_by" if title.kind == "tv" else "about.directed_by", people=names)


def page_url(title: Title) -> str | None:
    """The title's page on IMDb."""
    return f"https://www.imdb.com/title/{title.imdb_id}/" if title.imdb_id else None


def trailer_search_url(title: Title) -> str:
    """A search that finds the trailer."""
    return f"https://www.youtube.com/results?search_query={quote_plus(f'{named(title)} trailer')}"


def where_url(title: Title, region: str | None) -> str:
    """JustWatch's page of where the title can be watched in that region (ISO 3166-1; the United
    States when unknown).
    """
    return f"https://www.justwatch.com/{(region or 'US').lower()}/search?q={quote_plus(title.name)}"


def shelf_rows(
    title: Title,
    t: Speech,
    shelf: str,
    index: int,
    before: int | None,
    after: int,
    undo: str | None = None,
) -> tuple[Row, ...]:
    """The buttons of a card that stands at ``index`` (from 0) of a shelf; ``before`` and ``after``
    are where paging leads.
    """
    paging = [Button(t("button.next"), TurnTo(shelf, after))]
    if before is not None:
        paging.insert(0, Button(t("button.previous"), TurnTo(shelf, before)))
    return _rows(
        mark_row(title.id, t, shelf, index), tuple(paging), more_row(title, t), _undo_row(undo, t)
    )


def title_rows(title: Title, t: Speech, undo: str | None = None) -> tuple[Row, ...]:
    """The buttons of a card that stands alone."""
    return _rows(mark_row(title.id, t), more_row(title, t), _undo_row(undo, t))


def mark_row(title_id: int, t: Speech, shelf: str = "", index: int = 0) -> Row:
    """The buttons that mark a title."""
    statuses: tuple[Status, ...] = ("seen", "later", "not_interested", "favourite")
    return tuple(
        Button(t(f"button.{status}"), MarkTitle(title_id, status, shelf, index))
        for status in statuses
    )


def more_row(title: Title, t: Speech) -> Row:
    """The buttons that lead on from a title."""
    row = [
        Button(t("button.similar"), LikeTitle(title.id)),
        Button(t("button.details"), AskTitle(title.id)),
    ]
    if title.trailer:
        row.append(Button(t("button.trailer"), url=title.trailer))
    return (*row, Button(t("button.share"), share=payload(OpenTitle(title.id))))


def choice_rows(titles: Iterable[Title | TitleName]) -> tuple[Row, ...]:
    """One button a title, two in a row."""
    buttons = [Button(named(title), OpenTitle(title.id)) for title in titles]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def undo_button(change: str, t: Speech) -> Button:
    """The button that takes one change back."""
    return Button(t("button.undo"), Undo(change))


def _undo_row(change: str | None, t: Speech) -> Row:
    return (undo_button(change, t),) if change else ()


def _rows(*rows: Row) -> tuple[Row, ...]:
    return tuple(row for row in rows if row)


def _reason(reason: Reason, t: Speech) -> str:
    values = ", ".join(token(value, t) for value in reason.values)
    return t(f"why.{reason.kind}", values=values, title=reason.title or "")
