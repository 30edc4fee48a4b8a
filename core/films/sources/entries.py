"""Converts the answers of TMDB and OMDb into entries, validated like those of a catalogue file."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from pydantic import ValidationError

from core.clients.omdb import Scores
from core.clients.tmdb_answers import (
    Certified,
    Provider,
    TitleDetails,
    TitleEntry,
    TmdbCredit,
    TranslatedText,
    Video,
    Watch,
)
from core.films.importing.entry import Entry
from core.films.sources.adult import is_adult
from core.films.sources.facts import TitleFacts
from core.films.taxonomy.taxonomy import Meaning, genres, meaning
from core.films.titles.values import Kind
from core.films.titles.watching import Offer, OfferType
from core.words.speech import languages
from core.words.text import fold

_PICTURES = "https://image.tmdb.org/t/p"
# Credits and themes beyond these say little about a title.
_CAST = 20
_CREW = 4
_THEMES = 40
# The limits of entries, see core.films.importing.entry.
_LONGEST_NAME = 400
_LONGEST_SLUG = 80
_LONGEST_OVERVIEW = 4_000
_FIRST_YEAR = 1870
_WRITING = ("Screenplay", "Writer", "Story", "Author")
_IN_CINEMAS = 3  # TMDB's number for the type of a release
_RATINGS = ("imdb_rating", "imdb_votes", "rotten_tomatoes", "metascore", "awards")
# TMDB's own codes: Cantonese has two letters there, and "xx" is no language.
_LANGUAGES = {"cn": "zh", "xx": None, "": None}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def outlined(kind: Kind, title: TitleEntry) -> Entry | None:
    """The entry for a title of a list; None when too little is known of it."""
    facts = _common(kind, title, _slugs(kind, title.genre_ids))
    return _checked(facts | {"texts": {"en": _text(title.title, title.overview)}})


def full_facts(kind: Kind, title: TitleDetails, scores: Scores | None) -> TitleFacts | None:
    """All the facts of a title, with OMDb's ratings; None when too little is known of it."""
    facts = _facts(kind, title)
    if scores:
        facts |= ratings(scores)
    entry = _checked(facts)
    return TitleFacts(entry, tuple(_offers(title))) if entry else None


def _facts(kind: Kind, title: TitleDetails) -> dict[str, object]:
    """What TMDB says of a title, by the fields of entries."""
    keywords = [meaning(keyword.name) for keyword in title.keywords]
    facts = _common(kind, title, _genres(kind, title, keywords)) | _details(title)
    return facts | _crews(title) | {"themes": _themes(keywords)}


def _themes(keywords: list[Meaning]) -> list[str]:
    return list(chain.from_iterable(what.themes for what in keywords))[:_THEMES]


def _genres(kind: Kind, title: TitleDetails, keywords: list[Meaning]) -> list[str]:
    """Genres by TMDB's ids, and those its keywords mean."""
    slugs = _slugs(kind, [genre.id for genre in title.genres])
    return [*slugs, *chain.from_iterable(what.genres for what in keywords)]


def _details(title: TitleDetails) -> dict[str, object]:
    """What only the details of a title say, by the fields of entries."""
    certification = _certification(title)
    return _figures(title) | {
        "imdb_id": imdb_id(title),
        "countries": _countries(title.origin_country or _made_in(title)),
        "certification": certification,
        "status": title.status or None,
        "backdrop": _picture("w780", title.backdrop_path),
        "adult": is_adult(title, certification),
        "franchise": _franchise(title),
        "texts": {language: _text(*_texts(language, title)) for language in languages()},
    }


def _figures(title: TitleDetails) -> dict[str, int | None]:
    """The numbers among the details; 0 means unknown."""
    return {
        "runtime": _runtime(title),
        "budget": title.budget or None,
        "revenue": title.revenue or None,
        "seasons": title.number_of_seasons or None,
        "episodes": title.number_of_episodes or None,
    }


def _runtime(title: TitleDetails) -> int | None:
    """The minutes of a film, or of an episode."""
    of_episode = next(iter(title.episode_run_time), 0) or title.last_episode_runtime
    return title.runtime or of_episode or None


def _made_in(title: TitleDetails) -> list[str]:
    return [country.iso_3166_1 for country in title.production_countries]


def _picture(width: str, path: str) -> str | None:
    return f"{_PICTURES}/{width}{path}" if path else None


def imdb_id(title: TitleDetails) -> str | None:
    """The IMDb id, wherever TMDB has it."""
    found = title.imdb_id or title.external_imdb_id
    return found if re.fullmatch(r"tt\d{7,9}", found) else None


def ratings(scores: Scores) -> dict[str, object]:
    """OMDb's ratings, by the fields of entries."""
    return {name: getattr(scores, name) for name in _RATINGS}


def _checked(facts: dict[str, object]) -> Entry | None:
    try:
        return Entry.model_validate(facts)
    except ValidationError:
        return None


def _common(kind: Kind, title: TitleEntry, slugs: list[str]) -> dict[str, object]:
    """What lists say too, by the fields of entries."""
    return {
        "kind": kind,
        "tmdb_id": title.id,
        "original_title": _clean(title.original_title or title.title, _LONGEST_NAME),
        "year": _year(title),
        "release_date": title.release_date,
        "language": _LANGUAGES.get(title.original_language, title.original_language),
        "genres": slugs,
        "tmdb_rating": title.vote_average or None,
        "tmdb_votes": title.vote_count or None,
        "poster": _picture("w500", title.poster_path),
        "adult": title.adult or title.softcore,
        "countries": _countries(title.origin_country),
    }


def _year(title: TitleEntry) -> int | None:
    released = title.release_date
    return released.year if released and released.year >= _FIRST_YEAR else None


def _countries(codes: Iterable[str]) -> list[str]:
    return [code for code in codes if re.fullmatch("[A-Z]{2}", code)]


def _slugs(kind: Kind, ids: Iterable[int]) -> list[str]:
    return list(chain.from_iterable(_by_tmdb(kind).get(number, ()) for number in ids))


@cache
def _by_tmdb(kind: Kind) -> dict[int, tuple[str, ...]]:
    """Genres by TMDB's ids; series have some that are two genres of ours."""
    found: dict[int, tuple[str, ...]] = {}
    for genre in genres().values():
        number = genre.tmdb_movie if kind == "movie" else genre.tmdb_tv
        if number is not None:
            found[number] = (*found.get(number, ()), genre.slug)
    return found


def _texts(language: str, title: TitleDetails) -> tuple[str, str, str, str | None]:
    """Name, overview, tagline and trailer in a language. The trailer is in English where there is
    no other.
    """
    trailer = _trailer(title, language) or _trailer(title, "en")
    if language == "en":
        return title.title, title.overview, title.tagline, trailer
    return *_translated(language, title), trailer


def _translated(language: str, title: TitleDetails) -> tuple[str, str, str]:
    """Name, overview and tagline in another language than English."""
    texts = [one.data for one in title.translations if one.iso_639_1 == language]
    overview = _first(text.overview for text in texts)
    tagline = _first(text.tagline for text in texts)
    return _name(language, title, texts), overview, tagline


def _name(language: str, title: TitleDetails, texts: list[TranslatedText]) -> str:
    """The translated name; else the original one, if that is in the language; else the English
    one.
    """
    original = title.original_title if title.original_language == language else title.title
    return _first(text.title for text in texts) or original or title.title


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _text(
    title: str, overview: str, tagline: str = "", trailer: str | None = None
) -> dict[str, str | None]:
    return {
        "title": _clean(title, _LONGEST_NAME),
        "overview": _clean(overview, _LONGEST_OVERVIEW),
        "tagline": _clean(tagline, _LONGEST_NAME) or None,
        "trailer": trailer,
    }


def _clean(text: str, longest: int) -> str:
    return _CONTROL.sub("", text).strip()[:longest].strip()


def _trailer(title: TitleDetails, language: str) -> str | None:
    """The address of a trailer in a language, an official one if possible."""
    trailers = [video for video in title.videos if _is_trailer(video, language)]
    trailers.sort(key=lambda video: not video.official)
    return f"https://www.youtube.com/watch?v={trailers[0].key}" if trailers else None


def _is_trailer(video: Video, language: str) -> bool:
    return (
        video.site == "YouTube"
        and video.type == "Trailer"
        and video.iso_639_1 == language
        and re.fullmatch(r"[\w-]+", video.key) is not None
    )


def _certification(title: TitleDetails) -> str | None:
    """The American certification, of its release in cinemas if possible."""
    american = next((one for one in title.certifications if one.iso_3166_1 == "US"), None)
    if american is None:
        return None
    return american.rating or _of_releases(american) or None


def _of_releases(country: Certified) -> str:
    releases = sorted(country.release_dates, key=lambda release: release.type != _IN_CINEMAS)
    return _first(release.certification for release in releases)


def _franchise(title: TitleDetails) -> dict[str, str] | None:
    if title.collection is None:
        return None
    name = _clean(re.sub(r"\s+Collection$", "", title.collection.name), _LONGEST_NAME)
    slug = _slug(name)
    return {"slug": slug, "en": name} if slug else None


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:_LONGEST_SLUG].strip("-")


def _crews(title: TitleDetails) -> dict[str, list[dict[str, object]]]:
    return {
        "directors": _crew(one for one in title.crew if one.job == "Director"),
        "creators": _crew(title.created_by),
        "writers": _crew(one for one in title.crew if one.job in _WRITING),
        "cast": [_actor(one) for one in title.cast[:_CAST]],
    }


def _crew(people: Iterable[TmdbCredit]) -> list[dict[str, object]]:
    once = {one.id: one for one in people}
    return [_person(one) for one in list(once.values())[:_CREW]]


def _actor(one: TmdbCredit) -> dict[str, object]:
    return _person(one) | {"character": _clean(one.character, _LONGEST_NAME)}


def _person(one: TmdbCredit) -> dict[str, object]:
    return {"name": _clean(one.name, _LONGEST_NAME), "tmdb_id": one.id}


def _offers(title: TitleDetails) -> Iterator[Offer]:
    for region, watch in title.watch.items():
        for provider, types in _services(watch).values():
            yield Offer(region, provider.id, provider.name, types)


def _services(watch: Watch) -> dict[int, tuple[Provider, OfferType]]:
    """The services of a region by id, each with all the ways it offers the title."""
    found: dict[int, tuple[Provider, OfferType]] = {}
    for offer_type, provider in _each_way(watch):
        _, others = found.get(provider.id, (provider, OfferType(0)))
        found[provider.id] = provider, others | offer_type
    return found


def _each_way(watch: Watch) -> Iterator[tuple[OfferType, Provider]]:
    for offer_type, providers in _by_type(watch):
        for provider in providers:
            yield offer_type, provider


def _by_type(watch: Watch) -> Iterator[tuple[OfferType, tuple[Provider, ...]]]:
    yield OfferType.SUBSCRIPTION, watch.flatrate
    yield OfferType.FREE, watch.free + watch.ads
    yield OfferType.RENT, watch.rent
    yield OfferType.BUY, watch.buy
