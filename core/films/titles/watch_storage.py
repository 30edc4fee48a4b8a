"""Where titles can be watched: read for a region, written for a title."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from core.films.tables.titles import titles
from core.films.tables.watching import title_watch, watch_providers
from core.films.titles.watching import Offer, OfferType, WhereToWatch, provider_key
from core.storage.engine import AnyRow
from core.storage.sqltext import upsert
from core.storage.store import Repository, living


class Watching(Repository):
    """Who offers which title where, as far as TMDB knows."""

    async def where(self, title_id: int, region: str) -> WhereToWatch | None:
        """The services that offer a title in a region; None when TMDB was never asked."""
        return await self._store.run(lambda connection: _where(connection, title_id, region))


def _where(connection: Connection, title_id: int, region: str) -> WhereToWatch | None:
    current = living(connection, [title_id])[title_id]
    if not _was_asked(connection, current):
        return None
    return WhereToWatch(region, _services(_offers(connection, current, region)))


def _services(offers: Iterable[AnyRow]) -> dict[OfferType, tuple[str, ...]]:
    """The names of the services by how they offer a title."""
    services: defaultdict[OfferType, tuple[str, ...]] = defaultdict(tuple)
    for name, types in offers:
        for offer_type in OfferType(types):
            services[offer_type] += (name,)
    return dict(services)


def _offers(connection: Connection, title_id: int, region: str) -> Iterable[AnyRow]:
    offers = select(watch_providers.c.name, title_watch.c.ways).join(watch_providers)
    here = offers.where(title_watch.c.title_id == title_id, title_watch.c.region == region)
    return connection.execute(here.order_by(watch_providers.c.name))


def _was_asked(connection: Connection, title_id: int) -> bool:
    asked = select(titles.c.id).where(
        titles.c.id == title_id, titles.c.facts_checked_at.is_not(None)
    )
    return connection.execute(asked).first() is not None


def write_offers(connection: Connection, title_id: int, offers: Iterable[Offer]) -> None:
    """Replace the offers of a title."""
    connection.execute(delete(title_watch).where(title_watch.c.title_id == title_id))
    listed = list(offers)
    if listed:
        _write_providers(connection, listed)
        rows = [_row(title_id, offer) for offer in listed]
        connection.execute(insert(title_watch), rows)


def _write_providers(connection: Connection, offers: list[Offer]) -> None:
    names = {offer.provider_id: offer.provider for offer in offers}
    rows = [
        {"id": provider_id, "name": name, "folded": provider_key(name)}
        for provider_id, name in names.items()
    ]
    connection.execute(upsert(connection, watch_providers, "id", update=("name", "folded")), rows)


def _row(title_id: int, offer: Offer) -> dict[str, object]:
    return {
        "title_id": title_id,
        "region": offer.region,
        "provider_id": offer.provider_id,
        "ways": int(offer.types),
    }
