"""Questions about titles: who, how long, how good, where and why."""

from collections.abc import Callable, Iterator
from typing import assert_never

from core.capabilities.lookup.actions import where_to_watch
from core.capabilities.lookup.details import counts, details, part, ways
from core.capabilities.lookup.intents import AboutLast, AskTitle, Question
from core.dialogue.replies import Button, Reply
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Reason
from core.films.taxonomy.taxonomy import theme_name
from core.films.titles.values import Title
from core.films.titles.watching import WhereToWatch
from core.presentation.cards import (
    Place,
    named,
    on_show,
    shelf_on_show,
    trailer_search_url,
    where_url,
    why,
)
from core.words.speech import Speech

_ORIGINS, _MOODS = 3, 5
# Questions that a name is enough to answer.
_WITHOUT_FACTS = ("trailer", "where", "why")


async def about_last(intent: AboutLast, turn: Turn) -> list[Reply]:
    """A question about the card on show, or about another of the same results."""
    title_id = await on_show(turn, intent.position)
    if title_id is None:
        return [Reply(turn.t("nothing_on_show"))]
    return [await answer(turn, title_id, intent.question)]


async def ask_title(intent: AskTitle, turn: Turn) -> list[Reply]:
    """A question about the title of a button; without a question, its details."""
    return [await answer(turn, intent.title_id, intent.question)]


async def answer(turn: Turn, title_id: int, question: Question | None) -> Reply:
    """One question about one title."""
    title = await turn.use(Catalogue).title(title_id, turn.language)
    if title is None:
        return Reply(turn.t("found.expired"))
    if turn.session.title_id != title.id and not turn.tapped:
        turn.remember(title_id=title.id)
    if title.expired and question not in _WITHOUT_FACTS:
        return _expired(title, turn)
    return await _answered(turn, title, question)


def _expired(title: Title, turn: Turn) -> Reply:
    said = turn.t("found.facts_expired", title=title.name)
    return Reply(said, buttons=_links(title, turn))


async def _answered(turn: Turn, title: Title, question: Question | None) -> Reply:
    match question:
        case None:
            return _details(title, await where_to_watch(turn, title), turn)
        case "trailer":
            return _trailer(title, turn)
        case "where":
            return _where(title, await where_to_watch(turn, title), turn)
        case "why":
            return Reply(await _why(title, turn))
        case "cast" | "director" | "runtime" | "rating" | "plot":
            return Reply(_FACTS[question](title, turn))
        case _:
            assert_never(question)


def _details(title: Title, where: WhereToWatch | None, turn: Turn) -> Reply:
    return Reply(body=details(title, where, turn.t), buttons=_links(title, turn))


def _director(title: Title, turn: Turn) -> str:
    if not title.directors:
        return turn.t("about.no_director", title=title.name)
    people = turn.t.listing(credit.name for credit in title.directors)
    key = "about.creator" if title.kind == "tv" else "about.director"
    return turn.t(key, title=title.name, people=people)


def _cast(title: Title, turn: Turn) -> str:
    if not title.cast:
        return turn.t("about.no_cast", title=title.name)
    people = turn.t.listing(part(credit, turn.t) for credit in title.cast)
    return turn.t("about.cast", title=title.name, people=people)


def _runtime(title: Title, turn: Turn) -> str:
    if not title.runtime:
        return turn.t("about.no_runtime", title=title.name)
    said = _said_runtime(title, title.runtime, turn.t)
    parts = turn.t.listing(counts(title, turn.t))
    return f"{said} ({parts})" if parts else said


def _said_runtime(title: Title, minutes: int, t: Speech) -> str:
    key = "about.runtime_tv" if title.kind == "tv" else "about.runtime"
    return t(key, title=title.name, time=t.minutes(minutes))


def _rating(title: Title, turn: Turn) -> str:
    if title.imdb_rating is None:
        return turn.t("about.no_rating", title=title.name)
    return _said_rating(title, turn.t.rating(title.imdb_rating), turn.t)


def _said_rating(title: Title, rating: str, t: Speech) -> str:
    if title.imdb_votes is None:
        return t("about.rating_only", title=title.name, rating=rating)
    return t("about.rating", title=title.name, rating=rating, votes=t.number(title.imdb_votes))


def _plot(title: Title, turn: Turn) -> str:
    """What it is about, and what else may be meant: "is it in English?", "is it scary?", "is it for
    children?".
    """
    if not title.overview:
        return turn.t("about.no_plot", title=title.name)
    facts = " · ".join(_nature(title, turn))
    return turn.t("about.plot", title=named(title), overview=f"{title.overview}\n{facts}".strip())


def _nature(title: Title, turn: Turn) -> Iterator[str]:
    yield from _origin(title, turn.t)
    if title.certification:
        yield turn.t("about.rated", certification=title.certification)
    if title.themes:
        yield ", ".join(theme_name(one, turn.t) for one in title.themes[:_MOODS])


def _origin(title: Title, t: Speech) -> Iterator[str]:
    if title.countries:
        yield ", ".join(map(t.country, title.countries[:_ORIGINS]))
    if title.language:
        yield t("lead.in_language", languages=t.tongue(title.language))


_FACTS: dict[str, Callable[[Title, Turn], str]] = {
    "director": _director,
    "cast": _cast,
    "runtime": _runtime,
    "rating": _rating,
    "plot": _plot,
}


def _trailer(title: Title, turn: Turn) -> Reply:
    key = "about.trailer" if title.trailer else "about.find_trailer"
    return Reply(turn.t(key, title=title.name), buttons=((_trailer_button(title, turn),),))


def _where(title: Title, where: WhereToWatch | None, turn: Turn) -> Reply:
    said = _known_where(title, where, turn.t) if where else turn.t("about.where", title=title.name)
    return Reply(said, buttons=((_where_button(title, turn),),))


def _known_where(title: Title, where: WhereToWatch, t: Speech) -> str:
    key = "about.where_known" if where.services else "about.where_nowhere"
    head = t(key, title=title.name, region=t.country(where.region))
    return "\n".join([head, *ways(where, t)])


async def _why(title: Title, turn: Turn) -> str:
    reasons = await _reasons(title.id, turn)
    if not reasons:
        return turn.t("why.none")
    return turn.t("why.said", reasons=why(reasons, turn.t))


async def _reasons(title_id: int, turn: Turn) -> tuple[Reason, ...]:
    shelf = await shelf_on_show(turn)
    picks = shelf.picks if shelf else ()
    return next((pick.reasons for pick in picks if pick.title_id == title_id), ())


def _links(title: Title, turn: Turn) -> tuple[tuple[Button, ...], ...]:
    return ((_trailer_button(title, turn), _where_button(title, turn)),)


def _trailer_button(title: Title, turn: Turn) -> Button:
    return Button(turn.t("button.trailer"), url=title.trailer or trailer_search_url(title))


def _where_button(title: Title, turn: Turn) -> Button:
    return Button(turn.t("button.where"), url=where_url(title, turn.region))


def details_button(title: Title, _: Place, t: Speech) -> tuple[Button, ...]:
    """The buttons that tell more of a title."""
    details = Button(t("button.details"), AskTitle(title.id))
    if not title.trailer:
        return (details,)
    return (details, Button(t("button.trailer"), url=title.trailer))
