"""Questions about titles: who, how long, how good, where, why, and which of two."""

from collections.abc import Callable, Iterator
from typing import assert_never

from core.capabilities.lookup.intents import AboutLast, AskTitle, Compare, Question
from core.dialogue.replies import Button, Reply
from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.recommending.picks import Reason
from core.films.titles.values import Credit, Title
from core.films.titles.watching import OfferType, WhereToWatch
from core.films.wishes.lead import token
from core.films.wording import genre_name, theme_name
from core.library.marks import Marks
from core.presentation.cards import Place, named, trailer_search_url, where_url, why
from core.presentation.focus import on_show, shelf_on_show
from core.presentation.intents import OpenTitle
from core.presentation.names import quoted, resolve
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


async def compare(intent: Compare, turn: Turn) -> list[Reply]:
    """Which of these to watch, and why."""
    ids = [await on_show(turn, position) for position in intent.positions]
    found = await resolve(turn, intent.titles)
    ids += [title.id for title in found.titles]
    titles = await turn.use(Catalogue).titles(
        [title_id for title_id in ids if title_id], turn.t.language
    )
    if len(titles) < 2:
        unknown = (
            turn.t("found.unknown_like", titles=quoted(found.unknown, turn))
            if found.unknown
            else ""
        )
        return [Reply(f"{unknown} {turn.t('compare.need_two')}".strip())]
    lines = [_summary(title, turn) for title in titles]
    verdict = await _verdict(titles, turn)
    buttons = tuple((Button(named(title), OpenTitle(title.id)),) for title in titles)
    return [Reply("\n".join([*lines, verdict]), buttons=buttons)]


async def answer(turn: Turn, title_id: int, question: Question | None) -> Reply:
    """One question about one title."""
    title = await turn.use(Catalogue).title(title_id, turn.t.language)
    if title is None:
        return Reply(turn.t("found.expired"))
    if turn.session.title_id != title.id and not turn.tapped:
        turn.remember(title_id=title.id)
    if title.expired and question not in _WITHOUT_FACTS:
        return Reply(turn.t("found.facts_expired", title=title.name), buttons=_links(title, turn))
    match question:
        case None:
            where = await turn.use(Catalogue).where(title.id, turn.region or "US")
            return Reply(_details(title, where, turn), buttons=_links(title, turn))
        case "trailer":
            return _trailer(title, turn)
        case "where":
            where = await turn.use(Catalogue).where(title.id, turn.region or "US")
            return _where(title, where, turn)
        case "why":
            return Reply(await _why(title, turn))
        case "cast" | "director" | "runtime" | "rating" | "plot":
            return Reply(_FACTS[question](title, turn))
        case _:
            assert_never(question)


def _director(title: Title, turn: Turn) -> str:
    if not title.directors:
        return turn.t("about.no_director", title=title.name)
    people = turn.t.listing(credit.name for credit in title.directors)
    return turn.t(
        "about.creator" if title.kind == "tv" else "about.director", title=title.name, people=people
    )


def _cast(title: Title, turn: Turn) -> str:
    if not title.cast:
        return turn.t("about.no_cast", title=title.name)
    return turn.t(
        "about.cast",
        title=title.name,
        people=turn.t.listing(_part(credit, turn) for credit in title.cast),
    )


def _part(credit: Credit, turn: Turn) -> str:
    return (
        turn.t("about.as", name=credit.name, character=credit.character)
        if credit.character
        else credit.name
    )


def _runtime(title: Title, turn: Turn) -> str:
    if not title.runtime:
        return turn.t("about.no_runtime", title=title.name)
    key = "about.runtime_tv" if title.kind == "tv" else "about.runtime"
    said = turn.t(key, title=title.name, time=turn.t.minutes(title.runtime))
    counts = turn.t.listing(_counts(title, turn))
    return f"{said} ({counts})" if counts else said


def _counts(title: Title, turn: Turn) -> list[str]:
    counts = (("seasons", title.seasons), ("episodes", title.episodes))
    return [turn.t(f"about.{name}", n=n) for name, n in counts if n]


def _rating(title: Title, turn: Turn) -> str:
    if title.imdb_rating is None:
        return turn.t("about.no_rating", title=title.name)
    rating = turn.t.rating(title.imdb_rating)
    if title.imdb_votes is None:
        return turn.t("about.rating_only", title=title.name, rating=rating)
    return turn.t(
        "about.rating", title=title.name, rating=rating, votes=turn.t.number(title.imdb_votes)
    )


def _plot(title: Title, turn: Turn) -> str:
    """What it is about, and what else may be meant: "is it in English?", "is it scary?", "is it for
    children?".
    """
    if not title.overview:
        return turn.t("about.no_plot", title=title.name)
    facts = " · ".join(_nature(title, turn))
    return turn.t("about.plot", title=named(title), overview=f"{title.overview}\n{facts}".strip())


def _nature(title: Title, turn: Turn) -> Iterator[str]:
    if title.countries:
        yield ", ".join(map(turn.t.country, title.countries[:_ORIGINS]))
    if title.language:
        yield turn.t("lead.in_language", languages=turn.t.tongue(title.language))
    if title.certification:
        yield turn.t("about.rated", certification=title.certification)
    if title.themes:
        yield ", ".join(theme_name(one, turn.t) for one in title.themes[:_MOODS])


_FACTS: dict[str, Callable[[Title, Turn], str]] = {
    "director": _director,
    "cast": _cast,
    "runtime": _runtime,
    "rating": _rating,
    "plot": _plot,
}


def _trailer(title: Title, turn: Turn) -> Reply:
    key = "about.trailer" if title.trailer else "about.find_trailer"
    button = Button(turn.t("button.trailer"), url=title.trailer or trailer_search_url(title))
    return Reply(turn.t(key, title=title.name), buttons=((button,),))


def _where(title: Title, where: WhereToWatch | None, turn: Turn) -> Reply:
    button = Button(turn.t("button.where"), url=where_url(title, turn.region))
    if where is None:
        return Reply(turn.t("about.where", title=title.name), buttons=((button,),))
    key = "about.where_known" if where.services else "about.where_nowhere"
    head = turn.t(key, title=title.name, region=turn.t.country(where.region))
    return Reply("\n".join([head, *_ways(where, turn)]), buttons=((button,),))


def _ways(where: WhereToWatch, turn: Turn) -> list[str]:
    ways = ((way, where.services.get(way)) for way in OfferType)
    return [
        turn.t(f"way.{str(way.name).lower()}", services=", ".join(services))
        for way, services in ways
        if services
    ]


async def _why(title: Title, turn: Turn) -> str:
    reasons = await _reasons(title.id, turn)
    if not reasons:
        return turn.t("why.none")
    return turn.t("why.said", reasons=why(reasons, turn.t))


async def _reasons(title_id: int, turn: Turn) -> tuple[Reason, ...]:
    shelf = await shelf_on_show(turn)
    picks = shelf.picks if shelf else ()
    return next((pick.reasons for pick in picks if pick.title_id == title_id), ())


def _details(title: Title, where: WhereToWatch | None, turn: Turn) -> str:
    t = turn.t
    lines = [_summary(title, turn), title.overview]
    for key, credits in (("directed_by", title.directors), ("written_by", title.writers)):
        if credits:
            key = "created_by" if key == "directed_by" and title.kind == "tv" else key
            lines.append(t(f"about.{key}", people=t.listing(credit.name for credit in credits)))
    if title.cast:
        lines.append(
            t("about.with_cast", people=t.listing(_part(credit, turn) for credit in title.cast))
        )
    lines += [
        t.listing(_counts(title, turn)),
        title.awards or "",
        ", ".join(token(theme, t) for theme in title.themes),
    ]
    if where is not None and where.services:
        lines += [t("about.watch", region=t.country(where.region)), *_ways(where, turn)]
    return "\n".join(line for line in lines if line)


def _links(title: Title, turn: Turn) -> tuple[tuple[Button, ...], ...]:
    trailer = Button(turn.t("button.trailer"), url=title.trailer or trailer_search_url(title))
    return ((trailer, Button(turn.t("button.where"), url=where_url(title, turn.region))),)


def _summary(title: Title, turn: Turn) -> str:
    facts = [turn.t.rating(title.imdb_rating).join(("★ ", "")) if title.imdb_rating else ""]
    facts += [
        turn.t.minutes(title.runtime) if title.runtime else "",
        ", ".join(genre_name(one, turn.t) for one in title.genres[:3]),
    ]
    return " · ".join([named(title), *filter(None, facts)])


async def _verdict(titles: list[Title], turn: Turn) -> str:
    marks = await turn.use(Marks).of(turn.user.id, [title.id for title in titles])
    fresh = [
        title
        for title in titles
        if title.id not in marks or marks[title.id].status in ("none", "later")
    ]
    if not fresh:
        return turn.t("compare.all_seen")
    best = max(fresh, key=lambda title: (title.imdb_rating or 0, title.imdb_votes or 0))
    seen = [title.name for title in titles if title not in fresh]
    if len(fresh) == 1:
        return turn.t("compare.verdict_seen", title=best.name, seen=turn.t.listing(seen))
    return turn.t(
        "compare.verdict", title=best.name, reasons=turn.t.listing(_reasons_for(best, fresh, turn))
    )


def _reasons_for(best: Title, titles: list[Title], turn: Turn) -> list[str]:
    t = turn.t
    others = [title for title in titles if title is not best]
    rated = max(title.imdb_rating or 0 for title in others)
    reasons = []
    if (best.imdb_rating or 0) > rated:
        reasons.append(
            t("compare.rated", best=t.rating(best.imdb_rating or 0), other=t.rating(rated))
        )
    if best.runtime and all(best.runtime < (title.runtime or 0) for title in others):
        reasons.append(t("compare.shorter", time=t.minutes(best.runtime)))
    return reasons or [t("compare.even")]


def details_button(title: Title, _: Place, t: Speech) -> tuple[Button, ...]:
    """The buttons that tell more of a title."""
    details = Button(t("button.details"), AskTitle(title.id))
    if not title.trailer:
        return (details,)
    return (details, Button(t("button.trailer"), url=title.trailer))
