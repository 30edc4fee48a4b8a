"""The streaming services titles are available on, in a region."""

from collections.abc import Iterable, Iterator

from core.films.titles.watching import INCLUDED, provider_key
from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.lasting import Exclusion
from core.films.wishes.criteria.loosening import all_at_once
from core.films.wishes.criteria.query import QueryContext
from core.films.wishes.criteria.shapes import NameList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms, Parameters
from core.films.wishes.wish import Wish
from core.storage.sqltext import Sql, either, sql
from core.words.speech import Speech


def _conditions(context: QueryContext) -> Iterator[Sql]:
    wish, region = context.query.wish, context.query.region
    if region and wish.providers:
        yield _watchable(wish.providers, region)
    if region and wish.not_providers:
        yield ~_watchable(wish.not_providers, region)


def _watchable(names: Iterable[str], region: str) -> Sql:
    """Whether one of the services has the title in a region, at no further cost."""
    return sql(
        "EXISTS (SELECT 1 FROM title_watch"
        " JOIN watch_providers ON watch_providers.id = title_watch.provider_id"
        " WHERE title_watch.title_id = titles.id AND title_watch.region = ?"
        f" AND (title_watch.ways & {int(INCLUDED)}) <> 0 AND ?)",
        region,
        either(_named(provider_key(name)) for name in names),
    )


def _named(key: str) -> Sql:
    """That a service has this name or a longer one: "Netflix Standard with Ads" is Netflix."""
    return sql("watch_providers.folded = ? OR watch_providers.folded LIKE ?", key, f"{key} %")


def _words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.providers:
        yield LeadPart(LeadPosition.ORIGIN, t("lead.on", providers=t.listing(wish.providers, "or")))
    for name in wish.not_providers:
        yield LeadPart(LeadPosition.UNWANTED, name)


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    names = search.names
    if not (search.wish.providers and names.providers and names.region):
        return DiscoverTerms()
    parameters: Parameters = {
        "with_watch_providers": "|".join(map(str, names.providers)),
        "watch_region": names.region,
        "with_watch_monetization_types": "flatrate|free|ads",
    }
    return DiscoverTerms(parameters, {"providers": ()})


PROVIDERS = Criterion(
    name="providers",
    fields={"providers": NameList(), "not_providers": NameList()},
    prompt="`providers`, `not_providers`: as the services spell themselves.",
    conditions=_conditions,
    words=_words,
    loosening=all_at_once("providers"),
    let_go=phrase("field.providers"),
    tmdb=_tmdb,
    narrows="providers",
    needs_region=True,
    lasting=Exclusion("not_providers", "providers"),
)
