"""The services titles are watchable on, in a region."""

from collections.abc import Iterable, Iterator

from core.films.titles.watching import INCLUDED, provider_key
from core.films.wishes.criteria.ask import Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.loosening import all_at_once
from core.films.wishes.criteria.shapes import Names
from core.films.wishes.criteria.standing import Exclusion
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.storage.pieces import Sql, either, sql
from core.words.speech import Speech


def _conditions(query: Query) -> Iterator[Sql]:
    wish, region = query.ask.wish, query.ask.region
    if region and wish.providers:
        yield _watchable(wish.providers, region)
    if region and wish.not_providers:
        yield ~_watchable(wish.not_providers, region)


def _watchable(names: Iterable[str], region: str) -> Sql:
    """Whether one of the services has the title in a region, at no further cost."""
    keys = [provider_key(name) for name in names]
    called = [
        sql("watch_providers.folded = ? OR watch_providers.folded LIKE ?", key, f"{key} %")
        for key in keys
    ]
    return sql(
        "EXISTS (SELECT 1 FROM title_watch"
        " JOIN watch_providers ON watch_providers.id = title_watch.provider_id"
        " WHERE title_watch.title_id = titles.id AND title_watch.region = ?"
        f" AND (title_watch.ways & {int(INCLUDED)}) <> 0 AND ?)",
        region,
        either(called),
    )


def _words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.providers:
        yield Words(Place.ORIGIN, t("lead.on", providers=t.listing(wish.providers, "or")))
    for name in wish.not_providers:
        yield Words(Place.UNWANTED, name)


def _tmdb(search: Search) -> Told:
    names = search.names
    if not (search.wish.providers and names.providers and names.region):
        return Told()
    told = {
        "with_watch_providers": "|".join(map(str, names.providers)),
        "watch_region": names.region,
        "with_watch_monetization_types": "flatrate|free|ads",
    }
    return Told({**told}, {"providers": ()})


PROVIDERS = Criterion(
    name="providers",
    fields={"providers": Names(), "not_providers": Names()},
    prompt="`providers`, `not_providers`: as the services spell themselves.",
    conditions=_conditions,
    words=_words,
    loosening=all_at_once("providers"),
    let_go=phrase("field.providers"),
    tmdb=_tmdb,
    narrows="providers",
    needs_region=True,
    standing=Exclusion("not_providers", "providers"),
)
