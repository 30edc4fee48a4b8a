"""TMDB, one method per endpoint; titles are told in English, so that everybody's questions share
the cached answers.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Literal, Self

from core.clients.service import Service
from core.clients.tmdb_answers import (
    Authentication,
    Details,
    FindResults,
    MediaType,
    Page,
    Provider,
    Providers,
    Thing,
    Things,
)
from core.clients.transport import Sign, bare, stacked
from core.clients.transport.sending import with_header, with_parameter
from core.storage.store import Store

URL = "https://api.themoviedb.org/3"
Window = Literal["day", "week"]

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NAMES_LAST = timedelta(days=7)
_TOLD = {"language": "en-US"}
_CLEAN: Mapping[str, str | int] = {"include_adult": "false", **_TOLD}
_APPENDED = "credits,external_ids,videos,translations,keywords,watch/providers,recommendations"
_APPENDED_OF_KIND: Mapping[MediaType, str] = {"movie": "release_dates", "tv": "content_ratings"}


class Tmdb:
    """The endpoints. All raise Unavailable when TMDB cannot answer, and Missing for a title it does
    not have.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    @classmethod
    def open(cls, token: str, url: str, store: Store) -> Self:
        """A client with a stack of its own; to be entered, and left in the end."""
        return cls(Service("TMDB", url, stacked(store, signed(token))))

    async def __aenter__(self) -> Self:
        await self._service.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._service.__aexit__(*error)

    @classmethod
    def once(cls, token: str, url: str) -> Self:
        """A client for a single question, without cache or second tries."""
        return cls(Service("TMDB", url, bare(signed(token))))

    async def check(self) -> None:
        """Ask whether the token is good. Raises KeyRefused, or Unavailable."""
        await self._service.get("authentication", Authentication, {})

    async def discover(
        self, kind: MediaType, conditions: Mapping[str, str | int | float], page: int = 1
    ) -> Page:
        """One page of titles that meet conditions, named as in TMDB's /discover."""
        return await self._service.get(
            f"discover/{kind}", Page, {**_CLEAN, **conditions, "page": page}, 6 * _HOUR
        )

    async def search(self, kind: MediaType, query: str, year: int | None = None) -> Page:
        """Titles by name, in whatever language."""
        when = {"year" if kind == "movie" else "first_air_date_year": year} if year else {}
        return await self._service.get(
            f"search/{kind}", Page, {"query": query, **_CLEAN, **when}, _DAY
        )

    async def people(self, name: str) -> tuple[Thing, ...]:
        """People by name."""
        return (
            await self._service.get("search/person", Things, {"query": name, **_CLEAN}, _NAMES_LAST)
        ).results

    async def keywords(self, name: str) -> tuple[Thing, ...]:
        """Keywords by name."""
        return (
            await self._service.get("search/keyword", Things, {"query": name}, _NAMES_LAST)
        ).results

    async def providers(self, kind: MediaType, region: str) -> tuple[Provider, ...]:
        """The streaming services of a region (ISO 3166-1)."""
        found = await self._service.get(
            f"watch/providers/{kind}", Providers, {"watch_region": region, **_TOLD}, _NAMES_LAST
        )
        return found.results

    async def trending(self, kind: MediaType | None, window: Window) -> Page:
        """What people look at today or this week."""
        return await self._service.get(f"trending/{kind or 'all'}/{window}", Page, _TOLD, _HOUR)

    async def recommendations(self, kind: MediaType, tmdb_id: int) -> Page:
        """What people who like a title like too."""
        return await self._service.get(f"{kind}/{tmdb_id}/recommendations", Page, _TOLD, _HOUR)

    def recommended(self, kind: MediaType, details: Details) -> tuple[str, str, timedelta]:
        """The recommendations that came with a title's details, as the cache keeps them: key, body
        and age.
        """
        key = self._service.url(f"{kind}/{details.id}/recommendations", _TOLD)
        return key, json.dumps(details.recommendations), _HOUR

    async def similar(self, kind: MediaType, tmdb_id: int) -> Page:
        """Titles with the genres and keywords of a title."""
        return await self._service.get(f"{kind}/{tmdb_id}/similar", Page, _TOLD, _HOUR)

    async def find(self, kind: MediaType, imdb_id: str) -> int | None:
        """TMDB's id of a title that IMDb knows."""
        found = await self._service.get(
            f"find/{imdb_id}", FindResults, {"external_source": "imdb_id"}, _NAMES_LAST
        )
        return next((title.id for title in found.of(kind)), None)

    async def details(
        self, kind: MediaType, tmdb_id: int, languages: Iterable[str] = ("en",)
    ) -> Details:
        """Everything of one title, in one call; videos in these languages."""
        appended = f"{_APPENDED},{_APPENDED_OF_KIND[kind]}"
        asked = {
            "append_to_response": appended,
            "include_video_language": ",".join((*languages, "null")),
            **_TOLD,
        }
        return await self._service.get(f"{kind}/{tmdb_id}", Details, asked)


def signed(token: str) -> Sign:
    """How requests carry the token: a read access token in a header, an old API key where TMDB
    takes it, in the URL.
    """
    if re.fullmatch(r"[0-9a-fA-F]{32}", token):
        return with_parameter("api_key", token)
    return with_header("Authorization", f"Bearer {token}")
