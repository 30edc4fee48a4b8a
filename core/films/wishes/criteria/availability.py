"""Where a title is from and where it can be watched: countries, languages and services."""

from collections.abc import Iterable, Iterator

from core.films.taxonomy.taxonomy import country_names
from core.films.titles.watching import INCLUDED, provider_key
from core.films.wishes.criteria.criterion import (
    Criterion,
    DiscoverSearch,
    DiscoverTerms,
    LeadPart,
    LeadPosition,
    LookupCondition,
    Parameters,
    QueryContext,
    phrase,
    unwanted,
)
from core.films.wishes.criteria.loosening import all_at_once
from core.films.wishes.criteria.shapes import CodeList, NameList
from core.films.wishes.wish import Exclusion, Wish
from core.storage.sqltext import Sql, either, one_of, sql
from core.words.speech import Speech


def _in_languages(context: QueryContext) -> Iterator[Sql]:
    wish = context.query.wish
    if wish.languages:
        yield one_of("titles.language", wish.languages)
    if wish.not_languages:
        yield ~one_of("titles.language", wish.not_languages)


def _language_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.languages:
        named = t.listing(map(t.tongue, wish.languages), "or")
        yield LeadPart(LeadPosition.ORIGIN, t("lead.in_language", languages=named))
    yield from unwanted(map(t.tongue, wish.not_languages))


def _languages_at_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    codes = search.wish.languages
    if not codes:
        return DiscoverTerms()
    return DiscoverTerms({"with_original_language": "|".join(codes)}, {"languages": ()})


def _from_countries(context: QueryContext) -> Iterator[LookupCondition]:
    """Only the first country counts: a German film is one made in Germany, not one with money from
    there.
    """
    codes = context.query.wish.countries
    if codes:
        titles = sum(map(context.statistics.with_country, codes))
        yield _first_country(codes, titles)


def _first_country(codes: tuple[str, ...], titles: int) -> LookupCondition:
    first = sql("title_countries.position = 0 AND ?", one_of("title_countries.country", codes))
    ids = sql("SELECT title_countries.title_id FROM title_countries WHERE ?", first)
    return LookupCondition(ids, _with_country(first), titles)


def _not_from_countries(context: QueryContext) -> Iterator[Sql]:
    codes = context.query.wish.not_countries
    if codes:
        yield ~_with_country(one_of("title_countries.country", codes))


def _with_country(which: Sql) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM title_countries WHERE title_countries.title_id = titles.id AND ?)",
        which,
    )


def _country_words(wish: Wish, t: Speech) -> Iterator[LeadPart]:
    if wish.countries:
        named = t("lead.from_country", countries=country_names(wish.countries, t))
        yield LeadPart(LeadPosition.ORIGIN, named)
    if wish.not_countries:
        yield LeadPart(LeadPosition.UNWANTED, country_names(wish.not_countries, t))


def _countries_at_tmdb(search: DiscoverSearch) -> DiscoverTerms:
    codes = search.wish.countries
    if not codes:
        return DiscoverTerms()
    return DiscoverTerms({"with_origin_country": "|".join(codes)}, {"countries": ()})


LANGUAGES = Criterion(
    name="languages",
    fields={"languages": CodeList("^[a-z]{2}$"), "not_languages": CodeList("^[a-z]{2}$")},
    prompt="- `languages`, `not_languages` (ISO 639-1),",
    conditions=_in_languages,
    words=_language_words,
    loosening=all_at_once("languages"),
    let_go=phrase("field.languages"),
    tmdb=_languages_at_tmdb,
    needs_facts=False,
    narrows="languages",
    lasting=Exclusion("not_languages", "languages"),
)
COUNTRIES = Criterion(
    name="countries",
    fields={"countries": CodeList("^[A-Z]{2}$"), "not_countries": CodeList("^[A-Z]{2}$")},
    prompt="`countries`, `not_countries` (ISO 3166-1): an adjective with one obvious language is"
    " that language (Korean ko, French fr); one without is a country (American US, British GB).",
    conditions=_not_from_countries,
    lookups=_from_countries,
    words=_country_words,
    loosening=all_at_once("countries"),
    let_go=phrase("field.countries"),
    tmdb=_countries_at_tmdb,
    narrows="countries",
    lasting=Exclusion("not_countries", "countries"),
)


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
    yield from unwanted(wish.not_providers)


def _tmdb(search: DiscoverSearch) -> DiscoverTerms:
    ids, region = search.names.providers, search.names.region
    if not (search.wish.providers and ids and region):
        return DiscoverTerms()
    return DiscoverTerms(_watched_on(ids, region), {"providers": ()})


def _watched_on(ids: Iterable[int], region: str) -> Parameters:
    return {
        "with_watch_providers": "|".join(map(str, ids)),
        "watch_region": region,
        "with_watch_monetization_types": "flatrate|free|ads",
    }


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
