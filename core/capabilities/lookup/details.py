"""Everything that is known of a title, in words."""

from collections.abc import Iterable, Iterator

from core.dialogue.replies import Details, Fact
from core.films.taxonomy.taxonomy import genre_name
from core.films.titles.values import Credit, Title
from core.films.titles.watching import OfferType, WhereToWatch
from core.films.wishes.conditions import token
from core.presentation.cards import named
from core.words.speech import Speech

_MAIN_GENRES = 3


def details(title: Title, where: WhereToWatch | None, t: Speech) -> Details:
    """What is known of a title, and where it can be watched."""
    return Details(
        named(title),
        summary(title, t),
        title.overview,
        tuple(fact for fact in _facts(title, t) if fact.text),
        tuple(_where(where, t)),
    )


def summary(title: Title, t: Speech) -> tuple[str, ...]:
    """A title's figures: "★ 8.3", "2 h 50", "crime, drama"."""
    return tuple(_figures(title, t))


def _figures(title: Title, t: Speech) -> Iterator[str]:
    if title.imdb_rating:
        yield f"★ {t.rating(title.imdb_rating)}"
    if title.runtime:
        yield t.minutes(title.runtime)
    if title.genres:
        yield ", ".join(genre_name(one, t) for one in title.genres[:_MAIN_GENRES])


def part(credit: Credit, t: Speech) -> str:
    """Who acts, and as whom."""
    if not credit.character:
        return credit.name
    return t("about.as", name=credit.name, character=credit.character)


def counts(title: Title, t: Speech) -> list[str]:
    """How many seasons and episodes a series has."""
    numbers = (("seasons", title.seasons), ("episodes", title.episodes))
    return [t(f"about.{name}", n=n) for name, n in numbers if n]


def ways(where: WhereToWatch, t: Speech) -> list[str]:
    """The services that offer a title, by how they do."""
    offered = [(way, where.services.get(way)) for way in OfferType]
    return [_way(way, services, t) for way, services in offered if services]


def _way(way: OfferType, services: Iterable[str], t: Speech) -> str:
    return t(f"way.{str(way.name).lower()}", services=", ".join(services))


def _facts(title: Title, t: Speech) -> Iterator[Fact]:
    yield from _credits(title, t)
    yield Fact("seasons", t.listing(counts(title, t)))
    yield Fact("awards", title.awards or "")
    yield Fact("themes", _themes(title, t))


def _themes(title: Title, t: Speech) -> str:
    return ", ".join(token(theme, t) for theme in title.themes)


def _credits(title: Title, t: Speech) -> Iterator[Fact]:
    made = "created_by" if title.kind == "tv" else "directed_by"
    yield _people(made, _names(title.directors), t)
    yield _people("written_by", _names(title.writers), t)
    yield _people("with_cast", (part(credit, t) for credit in title.cast), t)


def _names(credits: Iterable[Credit]) -> Iterator[str]:
    return (credit.name for credit in credits)


def _people(name: str, people: Iterable[str], t: Speech) -> Fact:
    listed = t.listing(people)
    return Fact(name, t(f"about.{name}", people=listed) if listed else "")


def _where(where: WhereToWatch | None, t: Speech) -> Iterator[str]:
    if where is not None and where.services:
        yield t("about.watch", region=t.country(where.region))
        yield from ways(where, t)
