"""TMDB on this machine: discovery with its filters, search, trends, likenesses and details, from a
table of films.
"""

from collections.abc import Callable, Collection, Iterable

from aiohttp import web

from tests.wires.films import KEYWORDS, PEOPLE, PROVIDERS, Film
from tests.wires.server import Fault, Wire
from tests.wires.tmdb_told import details, listed

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ0ZXN0In0.c2lnbmF0dXJl"
Films = dict[tuple[str, int], Film]
_PAGE = 20
_CERTIFICATIONS = ("G", "PG", "PG-13", "R", "NC-17")


def tmdb(films: Films) -> Wire:
    """A server that knows the films."""

    def answer(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response(
                {"status_code": 7, "success": False, "status_message": "Invalid API key"},
                status=401,
            )
        body = _answer(films, request.path.strip("/").split("/"), dict(request.query))
        if body is None:
            return web.json_response({"status_code": 34, "success": False}, status=404)
        return web.json_response(body)

    return Wire(answer)


def gone(ids: Collection[int]) -> Fault:
    """Have nothing of some titles but their names in lists."""

    async def fault(request: web.Request) -> web.Response | None:
        last = request.path.rpartition("/")[2]
        return (
            web.json_response({"status_code": 34}, status=404)
            if last.isdigit() and int(last) in ids
            else None
        )

    return fault


def _answer(films: Films, path: list[str], query: dict[str, str]) -> object:
    match path:
        case ["authentication"]:
            return {"success": True}
        case ["discover", kind]:
            return _page(_discovered(films, kind, query), query)
        case ["search", "person"]:
            return {
                "results": [
                    {"id": i, "name": name}
                    for i, name in PEOPLE.items()
                    if query["query"].lower() in name.lower()
                ]
            }
        case ["search", "keyword"]:
            return _called(KEYWORDS, query["query"])
        case ["search", kind]:
            return _page(_named(films, kind, query), query)
        case ["trending", kind, _]:
            return _page(
                sorted(_of(films, kind), key=lambda film: -film.popularity), query, mixed=True
            )
        case ["watch", "providers", _]:
            return {
                "results": [
                    {"provider_id": i, "provider_name": name} for i, name in PROVIDERS.items()
                ]
            }
        case ["find", imdb_id]:
            found = [film for film in films.values() if film.imdb == imdb_id]
            return {
                f"{kind}_results": [listed(film) for film in found if film.kind == kind]
                for kind in ("movie", "tv")
            }
        case [kind, number, "recommendations" | "similar" as how]:
            return _page(_near(films, films[kind, int(number)], how), query)
        case [kind, number] if (kind, int(number)) in films:
            film = films[kind, int(number)]
            return details(
                film, [listed(other) for other in _near(films, film, "recommendations")[:_PAGE]]
            )
        case _:
            return None


def _called(names: dict[int, str], wanted: str) -> object:
    return {
        "results": [
            {"id": number, "name": name}
            for number, name in names.items()
            if wanted.lower() in name.lower()
        ]
    }


def _of(films: Films, kind: str) -> list[Film]:
    return [film for film in films.values() if kind in (film.kind, "all") and not film.adult]


def _page(found: list[Film], query: dict[str, str], mixed: bool = False) -> object:
    page = int(query.get("page", 1))
    shown = [
        listed(film) | ({"media_type": film.kind} if mixed else {})
        for film in found[(page - 1) * _PAGE : page * _PAGE]
    ]
    return {
        "page": page,
        "results": shown,
        "total_pages": -(-len(found) // _PAGE),
        "total_results": len(found),
    }


def _named(films: Films, kind: str, query: dict[str, str]) -> list[Film]:
    wanted, year = query["query"].lower(), query.get("year") or query.get("first_air_date_year")
    named = [
        film
        for film in _of(films, kind)
        if wanted in film.title.lower() or (film.french and wanted in film.french.lower())
    ]
    return sorted(
        (film for film in named if year in (None, str(film.year))), key=lambda film: -film.votes
    )


def _near(films: Films, film: Film, how: str) -> list[Film]:
    def shared(other: Film) -> int:
        return (
            len({*film.genres} & {*other.genres})
            if how == "similar"
            else len({*film.cast} & {*other.cast})
        )

    others = [other for other in _of(films, film.kind) if other.id != film.id]
    return sorted(others, key=lambda other: (-shared(other), -other.popularity))


def _discovered(films: Films, kind: str, query: dict[str, str]) -> list[Film]:
    dated = "primary_release_date" if kind == "movie" else "first_air_date"
    fitting = [
        film for film in _of(films, kind) if all(test(film, query) for test in _tests(dated))
    ]
    field, _, way = query.get("sort_by", "popularity.desc").rpartition(".")
    keys: dict[str, Callable[[Film], float]] = {
        "popularity": lambda film: film.popularity,
        "vote_average": lambda film: film.average,
        dated: lambda film: film.year,
    }
    return sorted(fitting, key=lambda film: keys[field](film) * (1 if way == "asc" else -1))


def _tests(dated: str) -> Iterable[Callable[[Film, dict[str, str]], bool]]:
    yield lambda film, q: _between(
        film.year, q.get(f"{dated}.gte", "")[:4], q.get(f"{dated}.lte", "")[:4]
    )
    yield lambda film, q: _between(
        film.runtime or 0, q.get("with_runtime.gte"), q.get("with_runtime.lte")
    )
    yield lambda film, q: _between(film.votes, q.get("vote_count.gte"), q.get("vote_count.lte"))
    yield lambda film, q: _between(
        film.average, q.get("vote_average.gte"), q.get("vote_average.lte")
    )
    yield lambda film, q: _has(film.genres, q.get("with_genres"))
    yield (
        lambda film, q: (
            not q.get("without_genres")
            or not _has(film.genres, q["without_genres"].replace(",", "|"))
        )
    )
    yield lambda film, q: _has(film.keywords, q.get("with_keywords"))
    yield (
        lambda film, q: (
            not q.get("without_keywords")
            or not _has(film.keywords, q["without_keywords"].replace(",", "|"))
        )
    )
    yield lambda film, q: _has((film.director, *film.cast), q.get("with_people"))
    yield lambda film, q: _has((film.language,), q.get("with_original_language"))
    yield lambda film, q: _has((film.country,), q.get("with_origin_country"))
    yield _certified
    yield _watchable


def _between(value: float, low: str | None, high: str | None) -> bool:
    return (not low or value >= float(low)) and (not high or value <= float(high))


def _has(values: Iterable[object], wanted: str | None) -> bool:
    if not wanted:
        return True
    there = {str(value) for value in values}
    return any(set(each.split(",")) <= there for each in wanted.split("|"))


def _certified(film: Film, query: dict[str, str]) -> bool:
    most = query.get("certification.lte")
    if not most:
        return True
    return film.certification in _CERTIFICATIONS and _CERTIFICATIONS.index(
        film.certification
    ) <= _CERTIFICATIONS.index(most)


def _watchable(film: Film, query: dict[str, str]) -> bool:
    ways = film.providers.get(query.get("watch_region", ""), {})
    return _has(
        [number for way in ("flatrate", "free", "ads") for number in ways.get(way, ())],
        query.get("with_watch_providers"),
    )
