"""OMDb: current ratings by IMDb id. Once the day's requests are used up, nothing is sent until
midnight.
"""

import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.clients.service import Service
from core.clients.transport import bare, stacked
from core.clients.transport.sending import with_parameter
from core.errors import KeyRefused, Missing, Unavailable
from core.storage.store import Store

log = logging.getLogger(__name__)

URL = "https://www.omdbapi.com"
_LIMIT = "limit"  # a word of the answer when the day's requests are used up
_USED_UP = "OMDb's requests of today are used up"
_DAY = timedelta(days=1)


def _number(value: object) -> str | None:
    """The number a text begins with: "8.3", "790,000", "88%", "76/100"; None for "N/A"."""
    found = re.match(r"[\d,]+(?:\.\d+)?", value) if isinstance(value, str) else None
    return found[0].replace(",", "") if found else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value not in ("", "N/A") else None


class _Rating(BaseModel):
    model_config = ConfigDict(frozen=True)
    source: str = Field("", alias="Source")
    value: str = Field("", alias="Value")


class Scores(BaseModel):
    """The ratings of a title; None for those OMDb does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    response: str = Field("False", alias="Response")
    error: str = Field("", alias="Error")
    imdb_rating: Annotated[float | None, BeforeValidator(_number)] = Field(
        None, alias="imdbRating", ge=0, le=10
    )
    imdb_votes: Annotated[int | None, BeforeValidator(_number)] = Field(
        None, alias="imdbVotes", ge=0
    )
    metascore: Annotated[int | None, BeforeValidator(_number)] = Field(
        None, alias="Metascore", ge=0, le=100
    )
    awards: Annotated[str | None, BeforeValidator(_text)] = Field(None, alias="Awards")
    ratings: tuple[_Rating, ...] = Field((), alias="Ratings")

    @property
    def rotten_tomatoes(self) -> int | None:
        """The share of good reviews, in percent."""
        tomatoes = [one.value for one in self.ratings if one.source == "Rotten Tomatoes"]
        percents = [int(percent) for percent in map(_number, tomatoes) if percent]
        return next((percent for percent in percents if percent <= 100), None)


class Omdb:
    """Client of OMDb, for its one endpoint."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._used_up_until = datetime.min.replace(tzinfo=UTC)

    @classmethod
    def open(cls, key: str, url: str, store: Store) -> Self:
        """A client with its own connections; to be used as a context manager."""
        return cls(Service("OMDb", url, stacked(store, with_parameter("apikey", key))))

    @classmethod
    def once(cls, key: str, url: str) -> Self:
        """A client for a single request, without cache or retries."""
        return cls(Service("OMDb", url, bare(with_parameter("apikey", key))))

    async def __aenter__(self) -> Self:
        await self._service.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._service.__aexit__(*error)

    async def scores(self, imdb_id: str) -> Scores:
        """A title's ratings. Raises Missing, KeyRefused, and Unavailable, also when the day's
        requests are used up.
        """
        if datetime.now(UTC) < self._used_up_until:
            raise Unavailable(_USED_UP)
        try:
            scores = await self._service.get("/", Scores, {"i": imdb_id})
        except KeyRefused as refused:
            self._check_limit(refused)
            raise
        if scores.response != "True":
            raise Missing(f"OMDb has nothing for {imdb_id}: {scores.error}")
        return scores

    def _check_limit(self, refused: KeyRefused) -> None:
        """Raise Unavailable when it is not the key that was refused, but one more request."""
        if _LIMIT in refused.said.casefold():
            self._rest_until_midnight()
            raise Unavailable(_USED_UP) from refused

    def _rest_until_midnight(self) -> None:
        tomorrow = datetime.now(UTC) + _DAY
        self._used_up_until = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
        log.warning("%s: no new IMDb ratings until midnight UTC", _USED_UP)
