"""A store with the video shop's titles, on each dialect, and somebody to recommend to."""

import pytest

from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.picks import Reason
from core.films.recommending.recommender import Recommendations, Recommender
from core.films.recommending.request import Request
from core.films.titles.titles import Titles
from core.films.titles.values import TitleName
from core.films.wishes.wish import Wish
from core.library.opinions import audience
from core.storage.store import Store
from tests.core.video_shop import SHOP
from tests.storage.shop import meet, stock


class Visit:
    """Somebody in the shop: asks for things and is shown names."""

    def __init__(self, store: Store, user_id: int, ids: dict[tuple[str, int], int]) -> None:
        self.store = store
        self.user_id = user_id
        self.ids = ids
        self.recommender = Recommender(store)
        self.found = Recommendations((), Wish())

    def id(self, name: str, year: int | None = None) -> int:
        """The id of a title by its original name."""
        return next(
            number
            for (known, when), number in self.ids.items()
            if known == name and year in (None, when)
        )

    async def ask(self, *, like: tuple[str, ...] = (), **wish: object) -> list[str]:
        """The names of what fits, best first."""
        extra = {
            key: wish.pop(key)
            for key in ("mashup", "suggested", "surprise", "seed", "relax", "limit", "exclude")
            if key in wish
        }
        like_ids = tuple(map(self.id, like))
        self.found = await self.recommender.find(
            Request(Wish(like=like, **wish), like_ids=like_ids, **extra),
            audience(self.user_id),
        )
        return [title.name for title in await self.titles()]

    async def titles(self) -> list[TitleName]:
        """What was found last."""
        ids = [pick.title_id for pick in self.found.picks]
        return list((await self.store.of(Titles).names(ids, "en")).values())

    def why(self, name: str) -> dict[str, Reason]:
        """The reasons given for a title found last, by kind."""
        number = self.id(name)
        return {
            reason.kind: reason
            for pick in self.found.picks
            if pick.title_id == number
            for reason in pick.reasons
        }

    def given_up(self) -> list[tuple[str, str, str | None]]:
        """What was relaxed, apart from the floor."""
        return [
            (one.field, one.value, one.now) for one in self.found.relaxed if one.field != "floor"
        ]


@pytest.fixture
async def visit(store: Store) -> Visit:
    """Somebody new in the shop."""
    await stock(store, *SHOP)
    person = await meet(store)
    rows = await store.rows("SELECT original_title, year, id FROM titles")
    return Visit(store, person.id, {(row[0], row[1]): row[2] for row in rows})


@pytest.fixture
async def catalogue(visit: Visit) -> Catalogue:
    """The shop's titles by name."""
    return Catalogue(visit.store, await load_names(visit.store))
