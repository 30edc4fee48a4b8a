"""The catalogue that comes with the program: imported at the first start, and whenever it has
changed.
"""

import asyncio
from hashlib import blake2b
from importlib.resources import as_file, files

from core.films.titles.titles import ImportReport
from core.storage.state import State
from core.storage.store import Store

_CATALOGUE = "catalogue.jsonl"
_SOURCES = (_CATALOGUE, "genres.toml", "themes.toml")
_KEY = "embedded_catalogue"


async def load_embedded(store: Store) -> ImportReport | None:
    """Import the embedded catalogue; None when the store has this version already."""
    digest = await asyncio.to_thread(_digest)
    if await store.of(State).get(_KEY) == digest:
        return None
    return await _import(store, digest)


async def _import(store: Store, digest: str) -> ImportReport:
    # Slow to import, and seldom needed.
    from core.films.importing.file import read_catalogue, write_parsed

    with as_file(files("core.films.data").joinpath(_CATALOGUE)) as path:
        parsed = await asyncio.to_thread(read_catalogue, path, vocabulary_only=True)
        return await write_parsed(store, parsed, path, None, store.of(State).put(_KEY, digest))


def _digest() -> str:
    digest = blake2b(digest_size=16)
    for name in _SOURCES:
        digest.update(files("core.films.data").joinpath(name).read_bytes())
    return digest.hexdigest()
