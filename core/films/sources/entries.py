"""From what TMDB and OMDb tell to entries of the catalogue, checked as those of a file are."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from core.clients.omdb import Scores
from core.clients.tmdb_answers import Credit, Details, Listed, Provider, Watch
from core.films.importing.entry import Entry
from core.films.sources.adult import is_adult
from core.films.sources.facts import Told
from core.films.taxonomy.genres import genres
from core.films.taxonomy.vocabulary import meaning
from core.films.titles.values import Kind
from core.films.titles.watching import Offer, Way
from core.words.folding import fold
from core.words.speech import languages

_PICTURES = "https://image.tmdb.org/t/p"
_CAST, _CREW, _THEMES = 20, 4, 40
_WRITING = ("Screenplay", "Writer", "Story", "Author")
_IN_CINEMAS = 3
# TMDB's own codes: Cantonese has two letters there, and "xx" is no language.
_LANGUAGES = {"cn": "zh", "xx": None, "": None}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def outlined(kind: Kind, title: Listed) -> Entry | None:
    """A title of a list; None when too little is told for it to be a title of the catalogue."""
    return _checked(
        _common(kind, title, _slugs(kind, title.genre_ids))
        | {"texts": {"en": _text(title.title, title.overview)}}
    )


def told(kind: Kind, title: Details, scores: Scores | None) -> Told | None:
    """A title in full, with its ratings elsewhere; None when it cannot be a title of the catalogue."""
    means = [meaning(keyword.name) for keyword in title.keywords]
    themes = [slug for what in means for slug in what.themes]
    slugs = [
        *_slugs(kind, [genre.id for genre in title.genres]),
        *(slug for what in means for slug in what.genres),
    ]
    certification = _certification(title)
    facts = _common(kind, title, slugs) | {
        "imdb_id": imdb_id(title),
        "runtime": title.runtime
        or next(iter(title.episode_run_time), 0)
        or title.last_episode_runtime
        or None,
        "countries": _countries(
            [*title.origin_country]
            or [country.iso_3166_1 for country in title.production_countries]
        ),
        "certification": certification,
        "status": title.status or None,
        "themes": themes[:_THEMES],
        "backdrop": f"{_PICTURES}/w780{title.backdrop_path}" if title.backdrop_path else None,
        "budget": title.budget or None,
        "revenue": title.revenue or None,
        "seasons": title.number_of_seasons or None,
        "episodes": title.number_of_episodes or None,
        "adult": is_adult(title, certification),
        "franchise": _franchise(title),
        "texts": {language: _text(*_told_in(language, title)) for language in languages()},
    }
    entry = _checked(facts | _crews(title) | (ratings(scores) if scores else {}))
    return Told(entry, tuple(_offers(title))) if entry else None


def imdb_id(title: Details) -> str | None:
    """IMDb's id, wherever it stands."""
    found = title.imdb_id or title.external_imdb_id
    return found if re.fullmatch(r"tt\d{7,9}", found) else None


def ratings(scores: Scores) -> dict[str, Any]:
    """What OMDb tells, by the names that entries have for it."""
    told_of = ("imdb_rating", "imdb_votes", "rotten_tomatoes", "metascore", "awards")
    return {name: getattr(scores, name) for name in told_of}


def _checked(facts: dict[str, Any]) -> Entry | None:
    try:
        return Entry.model_validate(facts)
    except ValidationError:
        return None


def _common(kind: Kind, title: Listed, slugs: list[str]) -> dict[str, Any]:
    released = title.release_date
    return {
        "kind": kind,
        "tmdb_id": title.id,
        "original_title": _clean(title.original_title or title.title, 400),
        "year": released.year if released and released.year >= 1870 else None,
        "release_date": released,
        "language": _LANGUAGES.get(title.original_language, title.original_language),
        "genres": slugs,
        "tmdb_rating": title.vote_average or None,
        "tmdb_votes": title.vote_count or None,
        "poster": f"{_PICTURES}/w500{title.poster_path}" if title.poster_path else None,
        "adult": title.adult or title.softcore,
        "countries": _countries(title.origin_country),
    }


def _countries(codes: Iterable[str]) -> list[str]:
    return [code for code in codes if re.fullmatch("[A-Z]{2}", code)]


def _slugs(kind: Kind, ids: Iterable[int]) -> list[str]:
    return [slug for number in ids for slug in _by_tmdb(kind).get(number, ())]


@cache
def _by_tmdb(kind: Kind) -> dict[int, tuple[str, ...]]:
    """Genres by TMDB's ids; series have some that are two genres of ours."""
    found: dict[int, tuple[str, ...]] = {}
    for genre in genres().values():
        number = genre.tmdb_movie if kind == "movie" else genre.tmdb_tv
        if number is not None:
            found[number] = (*found.get(number, ()), genre.slug)
    return found


def _told_in(language: str, title: Details) -> tuple[str, str, str, str | None]:
    """Name, overview, tagline and trailer in a language, the trailer in English rather than none."""
    video = _trailer(title, language) or _trailer(title, "en")
    if language == "en":
        return title.title, title.overview, title.tagline, video
    texts = [one.data for one in title.translations if one.iso_639_1 == language]
    own = title.original_title if title.original_language == language else title.title
    name = next((text.title for text in texts if text.title), own or title.title)
    return (
        name,
        _first(text.overview for text in texts),
        _first(text.tagline for text in texts),
        video,
    )


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _text(
    title: str, overview: str, tagline: str = "", trailer: str | None = None
) -> dict[str, str | None]:
    return {
        "title": _clean(title, 400),
        "overview": _clean(overview, 4000),
        "tagline": _clean(tagline, 400) or None,
        "trailer": trailer,
    }


def _clean(text: str, longest: int) -> str:
    return _CONTROL.sub("", text).strip()[:longest].strip()


def _trailer(title: Details, language: str) -> str | None:
    trailers = [
        video for video in title.videos if video.site == "YouTube" and video.type == "Trailer"
    ]
    own = [
        video
        for video in trailers
        if video.iso_639_1 == language and re.fullmatch(r"[\w-]+", video.key)
    ]
    best = next(iter(sorted(own, key=lambda video: not video.official)), None)
    return f"https://www.youtube.com/watch?v={best.key}" if best else None


def _certification(title: Details) -> str | None:
    american = next((one for one in title.certifications if one.iso_3166_1 == "US"), None)
    if american is None:
        return None
    releases = sorted(american.release_dates, key=lambda release: release.type != _IN_CINEMAS)
    return american.rating or next(
        (one.certification for one in releases if one.certification), None
    )


def _franchise(title: Details) -> dict[str, str] | None:
    if title.collection is None:
        return None
    name = _clean(re.sub(r"\s+Collection$", "", title.collection.name), 400)
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name))[:80].strip("-")
    return {"slug": slug, "en": name} if slug else None


def _crews(title: Details) -> dict[str, list[dict[str, Any]]]:
    return {
        "directors": _crew(one for one in title.crew if one.job == "Director"),
        "creators": _crew(title.created_by),
        "writers": _crew(one for one in title.crew if one.job in _WRITING),
        "cast": [
            _person(one) | {"character": _clean(one.character, 400)} for one in title.cast[:_CAST]
        ],
    }


def _crew(people: Iterable[Credit]) -> list[dict[str, Any]]:
    once = {one.id: one for one in people}
    return [_person(one) for one in list(once.values())[:_CREW]]


def _person(one: Credit) -> dict[str, Any]:
    return {"name": _clean(one.name, 400), "tmdb_id": one.id}


def _offers(title: Details) -> Iterator[Offer]:
    for region, watch in title.watch.items():
        for provider, ways in _services(watch).values():
            yield Offer(region, provider.id, provider.name, ways)


def _services(watch: Watch) -> dict[int, tuple[Provider, Way]]:
    found: dict[int, tuple[Provider, Way]] = {}
    listed = (
        (Way.SUBSCRIPTION, watch.flatrate),
        (Way.FREE, watch.free + watch.ads),
        (Way.RENT, watch.rent),
        (Way.BUY, watch.buy),
    )
    for way, providers in listed:
        for provider in providers:
            ways = found[provider.id][1] if provider.id in found else Way(0)
            found[provider.id] = provider, ways | way
    return found
