"""How TMDB tells of a film: in lists, and in full with everything appended."""

from tests.wires.films import KEYWORDS, MOVIE_GENRES, PEOPLE, PROVIDERS, TV_GENRES, Film


def listed(film: Film) -> dict[str, object]:
    """A film in a list."""
    name, original, dated = ("title", "original_title", "release_date")
    if film.kind == "tv":
        name, original, dated = ("name", "original_name", "first_air_date")
    told = {
        "id": film.id,
        name: film.title,
        original: film.title,
        dated: f"{film.year}-06-15",
        "adult": film.adult,
        "genre_ids": list(film.genres),
        "original_language": film.language,
        "overview": film.overview,
        "popularity": film.popularity,
        "poster_path": f"/{film.id}.jpg" if film.poster else None,
        "backdrop_path": None,
        "vote_average": film.average,
        "vote_count": film.votes,
        "softcore": False,
    }
    return told | ({"origin_country": [film.country]} if film.kind == "tv" else {"video": False})


def details(film: Film, recommended: list[dict[str, object]]) -> dict[str, object]:
    """A film in full."""
    names = TV_GENRES if film.kind == "tv" else MOVIE_GENRES
    keywords = [{"id": number, "name": KEYWORDS[number]} for number in film.keywords]
    told = listed(film) | {
        "genres": [{"id": number, "name": names[number]} for number in film.genres],
        "tagline": None,
        "status": "Released",
        "origin_country": [film.country],
        "production_countries": [{"iso_3166_1": film.country, "name": ""}],
        "belongs_to_collection": None,
        "external_ids": {"imdb_id": film.imdb, "wikidata_id": None},
        "credits": {
            "cast": [_part(number, order) for order, number in enumerate(film.cast)],
            "crew": _crew(film),
        },
        "videos": {
            "results": [_video("en", "Teaser"), _video("en", "Trailer"), _video("fr", "Trailer")]
        },
        "translations": {"translations": _translations(film)},
        "watch/providers": {"results": _watch(film)},
        "recommendations": {
            "page": 1,
            "results": recommended,
            "total_pages": 1,
            "total_results": len(recommended),
        },
    }
    return told | (_of_series(film, keywords) if film.kind == "tv" else _of_film(film, keywords))


def _of_film(film: Film, keywords: list[dict[str, object]]) -> dict[str, object]:
    released = [
        {
            "certification": film.certification,
            "type": 3,
            "release_date": f"{film.year}-06-15T00:00:00.000Z",
        }
    ]
    return {
        "imdb_id": film.imdb,
        "runtime": film.runtime,
        "budget": 0,
        "revenue": None,
        "keywords": {"keywords": keywords},
        "release_dates": {"results": [{"iso_3166_1": "US", "release_dates": released}]},
    }


def _of_series(film: Film, keywords: list[dict[str, object]]) -> dict[str, object]:
    creator = {"id": film.director, "name": PEOPLE[film.director]}
    return {
        "created_by": [creator],
        "episode_run_time": [film.runtime],
        "number_of_seasons": 2,
        "number_of_episodes": 16,
        "keywords": {"results": keywords},
        "content_ratings": {"results": [{"iso_3166_1": "US", "rating": film.certification}]},
    }


def _part(number: int, order: int) -> dict[str, object]:
    return {
        "id": number,
        "name": PEOPLE[number],
        "character": f"Part {order + 1}",
        "order": order,
        "adult": False,
    }


def _crew(film: Film) -> list[dict[str, object]]:
    crew = [
        {
            "id": film.director,
            "name": PEOPLE[film.director],
            "department": "Writing",
            "job": "Screenplay",
        }
    ]
    return (
        crew
        if film.kind == "tv"
        else [*crew, crew[0] | {"department": "Directing", "job": "Director"}]
    )


def _video(language: str, what: str) -> dict[str, object]:
    return {
        "iso_639_1": language,
        "key": f"{language}-{what}",
        "site": "YouTube",
        "type": what,
        "official": True,
        "name": what,
    }


def _translations(film: Film) -> list[dict[str, object]]:
    english = {"title": "", "name": "", "overview": film.overview, "tagline": ""}
    french = {
        "title": film.french,
        "name": film.french,
        "overview": f"En français : {film.overview}",
        "tagline": "",
    }
    return [
        {"iso_3166_1": "US", "iso_639_1": "en", "data": english},
        {"iso_3166_1": "FR", "iso_639_1": "fr", "data": french},
    ]


def _watch(film: Film) -> dict[str, object]:
    return {
        region: {
            way: [{"provider_id": i, "provider_name": PROVIDERS[i]} for i in ids]
            for way, ids in ways.items()
        }
        for region, ways in film.providers.items()
    }
