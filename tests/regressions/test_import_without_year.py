"""A title with neither ids nor a year was added again by every import of its file."""

from pathlib import Path

from core.films.importing.file import import_file
from core.storage.store import Store


async def test_a_title_without_ids_and_year_is_imported_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"kind": "movie", "original_title": "Our Holiday", "genres": ["family"]}\n')
    first = await import_file(store, path)
    again = await import_file(store, path)
    assert (first.added, again.added, again.unchanged) == (1, 0, 1)
