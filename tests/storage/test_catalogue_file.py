"""Catalogue files: read line by line, imported whole or not at all."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import CatalogueFileError
from core.films.importing import file as catalogue_file
from core.films.importing.embedded import load_embedded
from core.films.importing.file import import_file, read_catalogue
from core.films.recommending.candidates import vectors_of
from core.films.titles.titles import ImportReport, Titles
from core.storage.state import State
from core.storage.store import Store

HEAT: dict[str, Any] = {
    "kind": "movie",
    "imdb_id": "tt0113277",
    "tmdb_id": 949,
    "original_title": "Heat",
    "year": 1995,
    "genres": ["crime"],
    "themes": ["heist"],
    "texts": {"en": {"title": "Heat"}},
    "directors": ["Michael Mann"],
}
ALIEN: dict[str, Any] = {
    "kind": "movie",
    "imdb_id": "tt0078748",
    "original_title": "Alien",
    "year": 1979,
    "genres": ["horror"],
}


def _write(path: Path, *titles: dict[str, Any] | str) -> Path:
    lines = (
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in titles
    )
    text = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def _faults(path: Path) -> list[str]:
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogue(path)
    return caught.value.faults


@pytest.mark.parametrize("name", ["titles.jsonl", "titles.jsonl.gz"])
async def test_a_file_is_imported_once_however_often_it_is_given(
    store: Store, tmp_path: Path, name: str
) -> None:
    path = _write(tmp_path / name, HEAT, "", ALIEN, "")
    told: list[tuple[int, int]] = []
    assert await import_file(
        store, path, lambda done, total: told.append((done, total))
    ) == ImportReport(added=2)
    assert told[-1] == (2, 2)
    assert await import_file(store, path) == ImportReport(unchanged=2)
    assert await import_file(store, _write(path, HEAT, ALIEN | {"year": 1980})) == ImportReport(
        updated=1, unchanged=1
    )


async def test_titles_are_like_each_other_as_soon_as_they_are_imported(
    store: Store, tmp_path: Path
) -> None:
    await import_file(store, _write(tmp_path / "x.jsonl", HEAT, ALIEN))
    ids = [row[0] for row in await store.rows("SELECT id FROM titles")]
    assert sorted(await store.run(lambda connection: vectors_of(connection, ids))) == sorted(ids)


async def test_one_bad_line_and_nothing_is_imported(store: Store, tmp_path: Path) -> None:
    path = _write(tmp_path / "x.jsonl", HEAT, '{"kind": "movie"', ALIEN)
    with pytest.raises(CatalogueFileError, match="line 2"):
        await import_file(store, path)
    assert await store.of(Titles).count() == 0


def test_every_bad_line_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    bad = {
        "runtime": -1,
        "imdb_rating": 11,
        "year": "1995",
        "genres": ["crime", "no-such-genre"],
        "language": "English",
        "countries": ["usa"],
        "imdb_id": "113277",
        "kind": "film",
        "themes": ["Heist"],
        "surprise": 1,
        "original_title": "a\x00b",
        "popularity": float("inf"),
    }
    lines = [HEAT | {field: value} for field, value in bad.items()]
    faults = _faults(_write(tmp_path / "x.jsonl", *lines))
    assert len(faults) == len(bad)
    for number, (field, fault) in enumerate(zip(bad, faults, strict=True), 1):
        assert fault.startswith(f"line {number}: {field}"), fault


def test_a_title_given_twice_is_found(tmp_path: Path) -> None:
    twice = [HEAT, ALIEN, HEAT | {"imdb_id": "tt9999999"}, ALIEN | {"year": 1980}]
    faults = _faults(_write(tmp_path / "x.jsonl", *twice))
    assert faults == ["line 3: the same title as on line 1", "line 4: the same title as on line 2"]


def test_a_film_and_a_series_may_share_a_tmdb_number(tmp_path: Path) -> None:
    series = HEAT | {"kind": "tv", "imdb_id": "tt0000001"}
    assert len(read_catalogue(_write(tmp_path / "x.jsonl", HEAT, series)).entries) == 2


def test_what_is_not_utf8_or_not_json_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps(HEAT).encode()
        + b"\n\xff\xfe\n[]\nhello\n"
        + b'{"a": "\\ud800"}'
    )
    starts = [fault.split(":")[0] for fault in _faults(path)]
    assert list(dict.fromkeys(starts)) == ["line 2", "line 3", "line 4", "line 5"]


def test_a_sub_genre_needs_a_genre(tmp_path: Path) -> None:
    (fault,) = _faults(_write(tmp_path / "x.jsonl", HEAT | {"genres": ["film-noir"]}))
    assert "not a sub-genre" in fault


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "line.gz").write_bytes(gzip.compress(b" " * 10_000_000))
    (fault,) = _faults(tmp_path / "line.gz")
    assert "longer than 262,144 bytes" in fault
    monkeypatch.setattr(catalogue_file, "_LARGEST_FILE", 100_000)
    (tmp_path / "lines.gz").write_bytes(gzip.compress((b" " * 1000 + b"\n") * 1000))
    (fault,) = _faults(tmp_path / "lines.gz")
    assert fault.startswith("line 100: past 100,000 bytes")


def test_a_file_of_rubbish_is_not_read_to_its_end(tmp_path: Path) -> None:
    assert len(_faults(_write(tmp_path / "x.jsonl", *["rubbish"] * 10_000))) == 200


def test_a_file_that_is_cut_or_missing_is_explained(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps(HEAT).encode() * 100)
    (tmp_path / "cut.gz").write_bytes(whole[:-20])
    for name in ("cut.gz", "missing.jsonl"):
        (fault,) = _faults(tmp_path / name)
        assert "cannot be read" in fault


async def test_ids_that_belong_to_two_known_titles_are_named_by_line(
    store: Store, tmp_path: Path
) -> None:
    await import_file(store, _write(tmp_path / "x.jsonl", HEAT, ALIEN))
    path = _write(tmp_path / "y.jsonl", "", ALIEN | {"tmdb_id": 949})
    with pytest.raises(
        CatalogueFileError,
        match="line 2: its imdb_id and its tmdb_id belong to two different titles",
    ):
        await import_file(store, path)


async def test_the_embedded_catalogue_is_loaded_once(store: Store) -> None:
    report = await load_embedded(store)
    assert report
    assert report.added == await store.of(Titles).count() > 100
    assert await load_embedded(store) is None
    await store.apply(store.of(State).put("embedded_catalogue", "of an older version"))
    assert await load_embedded(store) == ImportReport(unchanged=report.added)
