"""Where titles can be watched: read for a region, and written whole."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from core.films.tables.titles import titles
from core.films.tables.watching import title_watch, watch_providers
from core.films.titles.watching import Offer, OfferType, WhereToWatch, provider_key
from core.storage.forwards import living
from core.storage.sqltext import upsert
from core.storage.store import Repository


class Watching(Repository):
    """Who offers what where, as far as TMDB told."""

    async def where(self, title_id: int, region: str) -> WhereToWatch | None:
        """The services that have a title in a region; None when nobody ever asked."""
        return await self._store.run(lambda connection: _where(connection, title_id, region))


def _where(connection: Connection, title_id: int, region: str) -> WhereToWatch | None:
    title_id = living(connection, [title_id])[title_id]
    asked = select(titles.c.id).where(
        titles.c.id == title_id, titles.c.facts_checked_at.is_not(None)
    )
    if connection.execute(asked).first() is None:
        return None
    offers = select(watch_providers.c.name, title_watch.c.ways).join(watch_providers)
    offers = offers.where(title_watch.c.title_id == title_id, title_watch.c.region == region)
    by_way: defaultdict[OfferType, tuple[str, ...]] = defaultdict(tuple)
    for name, ways in connection.execute(offers.order_by(watch_providers.c.name)):
        for way in OfferType(ways):
            by_way[way] += (name,)
    return WhereToWatch(region, dict(by_way))


def write_offers(connection: Connection, title_id: int, offers: Iterable[Offer]) -> None:
    """Put the offers of a title in the place of the old ones."""
    connection.execute(delete(title_watch).where(title_watch.c.title_id == title_id))
    listed = list(offers)
    if not listed:
        return
    names = {offer.provider_id: offer.provider for offer in listed}
    known = upsert(connection, watch_providers, "id", update=("name", "folded"))
    connection.execute(
        known, [{"id": i, "name": name, "folded": provider_key(name)} for i, name in names.items()]
    )
    rows = [
        {
            "title_id": title_id,
            "region": offer.region,
            "provider_id": offer.provider_id,
            "ways": int(offer.ways),
        }
        for offer in listed
    ]
    connection.execute(insert(title_watch), rows)
