"""The catalogue that comes with the program: loaded at the first start, and again whenever it has
changed.
"""

import asyncio
from hashlib import blake2b
from importlib.resources import as_file, files

from core.storage.store import Store
from core.storage.title_values import ImportReport

_CATALOGUE = "catalogue.jsonl"
_SOURCES = (_CATALOGUE, "genres.toml", "themes.toml")
_KEY = "embedded_catalogue"


async def load_embedded(store: Store) -> ImportReport | None:
    """Import the embedded catalogue, or return None when the store has it as it is."""
    digest = await asyncio.to_thread(_digest)
    if await store.state.get(_KEY) == digest:
        return None
    from core.movies.catalogue_file import (
        read_catalogue,
        write_parsed,
    )  # only needed now, and slow to import

    with as_file(files("core.data").joinpath(_CATALOGUE)) as path:
        parsed = await asyncio.to_thread(read_catalogue, path, vocabulary_only=True)
        return await write_parsed(store, parsed, path, None, store.state.put(_KEY, digest))


def _digest() -> str:
    digest = blake2b(digest_size=16)
    for name in _SOURCES:
        digest.update(files("core.data").joinpath(name).read_bytes())
    return digest.hexdigest()
