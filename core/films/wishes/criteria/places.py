"""Where titles are from: the language they were made in, and the countries."""

from collections.abc import Iterator

from core.films.wishes.criteria.criterion import Criterion, LeadPart, LeadPosition, phrase
from core.films.wishes.criteria.lasting import Exclusion
from core.films.wishes.criteria.loosening import all_at_once
from core.films.wishes.criteria.query import LookupCondition, QueryContext
from core.films.wishes.criteria.shapes import CodeList
from core.films.wishes.criteria.tmdb import DiscoverSearch, DiscoverTerms
from core.films.wishes.wish import Wish
from core.films.wording import country_names
from core.storage.sqltext import Sql, one_of, sql
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
    for code in wish.not_languages:
        yield LeadPart(LeadPosition.UNWANTED, t.tongue(code))


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
    if not codes:
        return
    first = sql("title_countries.position = 0 AND ?", one_of("title_countries.country", codes))
    ids = sql("SELECT title_countries.title_id FROM title_countries WHERE ?", first)
    titles = sum(map(context.statistics.with_country, codes))
    yield LookupCondition(ids, _with_country(first), titles)


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
