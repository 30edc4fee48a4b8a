"""TMDB, one method per endpoint. Titles are asked for in English, so that all users share the
cached answers.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Literal, Self

from core.clients.service import Service
from core.clients.tmdb_answers import (
    Authentication,
    FindResults,
    MediaType,
    Provider,
    Providers,
    Thing,
    Things,
    TitleDetails,
    TitlePage,
)
from core.clients.transport import Sign, bare, stacked
from core.clients.transport.sending import with_header, with_parameter
from core.storage.store import Store

URL = "https://api.themoviedb.org/3"
Window = Literal["day", "week"]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_NAMES_LAST = timedelta(days=7)
_ENGLISH = {"language": "en-US"}
_CLEAN: Mapping[str, str | int] = {"include_adult": "false", **_ENGLISH}
_APPENDED = "credits,external_ids,videos,translations,keywords,watch/providers,recommendations"
_APPENDED_OF_KIND: Mapping[MediaType, str] = {"movie": "release_dates", "tv": "content_ratings"}


class Tmdb:
    """Client of TMDB. Every method raises Unavailable when TMDB cannot answer, and Missing for a
    title it does not have.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @classmethod
    def open(cls, token: str, url: str, store: Store) -> Self:
        """A client with its own connections; to be used as a context manager."""
        return cls(Service("TMDB", url, stacked(store, signed(token))))

    async def __aenter__(self) -> Self:
        await self._service.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._service.__aexit__(*error)

    @classmethod
    def once(cls, token: str, url: str) -> Self:
        """A client for a single request, without cache or retries."""
        return cls(Service("TMDB", url, bare(signed(token))))

    async def check(self) -> None:
        """Check the token. Raises KeyRefused, Unavailable."""
        await self._service.get("authentication", Authentication, {})

    async def discover(
        self, kind: MediaType, conditions: Mapping[str, str | int | float], page: int = 1
    ) -> TitlePage:
        """A page of titles that meet conditions, which are parameters of /discover."""
        return await self._service.get(
            f"discover/{kind}", TitlePage, {**_CLEAN, **conditions, "page": page}, 6 * _HOUR
        )

    async def search(self, kind: MediaType, query: str, year: int | None = None) -> TitlePage:
        """Titles by name, in any language."""
        parameters: dict[str, str | int] = {"query": query, **_CLEAN}
        if year:
            parameters["year" if kind == "movie" else "first_air_date_year"] = year
        return await self._service.get(f"search/{kind}", TitlePage, parameters, _DAY)

    async def people(self, name: str) -> tuple[Thing, ...]:
        """People by name."""
        parameters = {"query": name, **_CLEAN}
        found = await self._service.get("search/person", Things, parameters, _NAMES_LAST)
        return found.results

    async def keywords(self, name: str) -> tuple[Thing, ...]:
        """Keywords by name."""
        found = await self._service.get("search/keyword", Things, {"query": name}, _NAMES_LAST)
        return found.results

    async def providers(self, kind: MediaType, region: str) -> tuple[Provider, ...]:
        """The streaming services of a region (ISO 3166-1)."""
        path, parameters = f"watch/providers/{kind}", {"watch_region": region, **_ENGLISH}
        found = await self._service.get(path, Providers, parameters, _NAMES_LAST)
        return found.results

    async def trending(self, kind: MediaType | None, window: Window) -> TitlePage:
        """What is popular today or this week."""
        return await self._service.get(
            f"trending/{kind or 'all'}/{window}", TitlePage, _ENGLISH, _HOUR
        )

    async def recommendations(self, kind: MediaType, tmdb_id: int) -> TitlePage:
        """What people who like a title also like."""
        return await self._service.get(
            f"{kind}/{tmdb_id}/recommendations", TitlePage, _ENGLISH, _HOUR
        )

    def recommended(self, kind: MediaType, details: TitleDetails) -> tuple[str, str, timedelta]:
        """The recommendations that came with details, for the cache: key, body and age."""
        key = self._service.url(f"{kind}/{details.id}/recommendations", _ENGLISH)
        return key, json.dumps(details.recommendations), _HOUR

    async def similar(self, kind: MediaType, tmdb_id: int) -> TitlePage:
        """Titles with the genres and keywords of a title."""
        return await self._service.get(f"{kind}/{tmdb_id}/similar", TitlePage, _ENGLISH, _HOUR)

    async def find(self, kind: MediaType, imdb_id: str) -> int | None:
        """TMDB's id of a title, by its IMDb id; None for none."""
        found = await self.found(imdb_id)
        return next((title.id for title in found.of(kind)), None)

    async def found(self, imdb_id: str) -> FindResults:
        """The films and series that an IMDb id belongs to."""
        parameters = {"external_source": "imdb_id"}
        return await self._service.get(f"find/{imdb_id}", FindResults, parameters, _NAMES_LAST)

    async def details(
        self, kind: MediaType, tmdb_id: int, languages: Iterable[str] = ("en",)
    ) -> TitleDetails:
        """All the facts of a title, in one call, with videos in these languages."""
        appended = f"{_APPENDED},{_APPENDED_OF_KIND[kind]}"
        asked = {
            "append_to_response": appended,
            "include_video_language": ",".join((*languages, "null")),
            **_ENGLISH,
        }
        return await self._service.get(f"{kind}/{tmdb_id}", TitleDetails, asked)


def signed(token: str) -> Sign:
    """How requests carry the token: a read access token in a header, an old API key in the URL."""
    if re.fullmatch(r"[0-9a-fA-F]{32}", token):
        return with_parameter("api_key", token)
    return with_header("Authorization", f"Bearer {token}")
