"""OMDb on this machine: ratings by IMDb id."""

from aiohttp import web

from tests.wires.faults import saying
from tests.wires.films import Film
from tests.wires.server import Wire

KEY = "1234abcd"


def omdb(films: dict[tuple[str, int], Film]) -> Wire:
    """A server that knows the films."""

    def answer(request: web.Request) -> web.Response:
        if request.query.get("apikey") != KEY:
            return web.json_response({"Response": "False", "Error": "Invalid API key!"}, status=401)
        film = next((film for film in films.values() if film.imdb == request.query.get("i")), None)
        return web.json_response(
            _told(film) if film else {"Response": "False", "Error": "Incorrect IMDb ID."}
        )

    return Wire(answer)


# What OMDb does once the day's requests are used up.
SPENT = saying(401, {"Response": "False", "Error": "Request limit reached!"})


def _told(film: Film) -> dict[str, object]:
    return {
        "Title": film.title,
        "Year": str(film.year),
        "Awards": "N/A",
        "Poster": "N/A",
        "Metascore": "N/A",
        "Ratings": [{"Source": "Internet Movie Database", "Value": f"{film.imdb_rating}/10"}],
        "imdbRating": film.imdb_rating,
        "imdbVotes": film.imdb_votes,
        "imdbID": film.imdb,
        "Response": "True",
    }
