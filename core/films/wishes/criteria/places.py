"""Where titles are from: the language they were made in, and the countries."""

from collections.abc import Iterator

from core.films.wishes.criteria.ask import Link, Query
from core.films.wishes.criteria.criterion import Criterion, Place, Words, phrase
from core.films.wishes.criteria.loosening import all_at_once
from core.films.wishes.criteria.shapes import Codes
from core.films.wishes.criteria.standing import Exclusion
from core.films.wishes.criteria.tmdb import Search, Told
from core.films.wishes.wish import Wish
from core.films.wording import country_names
from core.storage.pieces import Sql, one_of, sql
from core.words.speech import Speech


def _in_languages(query: Query) -> Iterator[Sql]:
    wish = query.ask.wish
    if wish.languages:
        yield one_of("titles.language", wish.languages)
    if wish.not_languages:
        yield ~one_of("titles.language", wish.not_languages)


def _language_words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.languages:
        named = t.listing(map(t.tongue, wish.languages), "or")
        yield Words(Place.ORIGIN, t("lead.in_language", languages=named))
    for code in wish.not_languages:
        yield Words(Place.UNWANTED, t.tongue(code))


def _languages_at_tmdb(search: Search) -> Told:
    codes = search.wish.languages
    return Told({"with_original_language": "|".join(codes)}, {"languages": ()}) if codes else Told()


def _from_countries(query: Query) -> Iterator[Link]:
    """Who asks for a German film wants one made in Germany first of all, not one that had money
    from there.
    """
    codes = query.ask.wish.countries
    if not codes:
        return
    first = sql("title_countries.position = 0 AND ?", one_of("title_countries.country", codes))
    ids = sql("SELECT title_countries.title_id FROM title_countries WHERE ?", first)
    yield Link(ids, _with_country(first), sum(map(query.known.with_country, codes)))


def _not_from_countries(query: Query) -> Iterator[Sql]:
    if query.ask.wish.not_countries:
        yield ~_with_country(one_of("title_countries.country", query.ask.wish.not_countries))


def _with_country(which: Sql) -> Sql:
    return sql(
        "EXISTS (SELECT 1 FROM title_countries WHERE title_countries.title_id = titles.id AND ?)",
        which,
    )


def _country_words(wish: Wish, t: Speech) -> Iterator[Words]:
    if wish.countries:
        named = t("lead.from_country", countries=country_names(wish.countries, t))
        yield Words(Place.ORIGIN, named)
    if wish.not_countries:
        yield Words(Place.UNWANTED, country_names(wish.not_countries, t))


def _countries_at_tmdb(search: Search) -> Told:
    codes = search.wish.countries
    return Told({"with_origin_country": "|".join(codes)}, {"countries": ()}) if codes else Told()


LANGUAGES = Criterion(
    name="languages",
    fields={"languages": Codes("^[a-z]{2}$"), "not_languages": Codes("^[a-z]{2}$")},
    prompt="- `languages`, `not_languages` (ISO 639-1),",
    conditions=_in_languages,
    words=_language_words,
    loosening=all_at_once("languages"),
    let_go=phrase("field.languages"),
    tmdb=_languages_at_tmdb,
    needs_facts=False,
    narrows="languages",
    standing=Exclusion("not_languages", "languages"),
)
COUNTRIES = Criterion(
    name="countries",
    fields={"countries": Codes("^[A-Z]{2}$"), "not_countries": Codes("^[A-Z]{2}$")},
    prompt="`countries`, `not_countries` (ISO 3166-1): an adjective with one obvious language is"
    " that language (Korean ko, French fr); one without is a country (American US, British GB).",
    conditions=_not_from_countries,
    links=_from_countries,
    words=_country_words,
    loosening=all_at_once("countries"),
    let_go=phrase("field.countries"),
    tmdb=_countries_at_tmdb,
    narrows="countries",
    standing=Exclusion("not_countries", "countries"),
)
