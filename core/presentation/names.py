"""From names as people say them to titles of the catalogue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.dialogue.turn import Turn
from core.films.finding.catalogue import Catalogue
from core.films.finding.thresholds import CLOSE
from core.films.titles.values import Kind, TitleName
from core.words.folding import fold

_DATED = re.compile(r"([^()]+)\(((?:19|20)\d\d)\)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Titles found by name, and the names that led nowhere."""

    titles: tuple[TitleName, ...]
    unknown: tuple[str, ...]


async def resolve(turn: Turn, names: Iterable[str], kind: Kind | None = None) -> Resolved:
    """The best known title of each name; among namesakes the one most people know."""
    found: list[TitleName] = []
    unknown: list[str] = []
    for name in names:
        title = await best(turn, name, kind)
        if title is None:
            unknown.append(name)
        elif title not in found:
            found.append(title)
    return Resolved(tuple(found), tuple(unknown))


async def resolve_all(turn: Turn, names: Iterable[str]) -> Resolved:
    """Every title of each franchise and person."""
    found: dict[int, TitleName] = {}
    unknown: list[str] = []
    for name in names:
        titles = await turn.use(Catalogue).all_of(name, turn.language)
        found |= {title.id: title for title in titles}
        unknown += [] if titles else [name]
    return Resolved(tuple(found.values()), tuple(unknown))


async def best(turn: Turn, name: str, kind: Kind | None = None) -> TitleName | None:
    """The title most likely meant by that name, or None when nothing comes close."""
    year = _year_said(name, turn.message.text)
    matches = await turn.use(Catalogue).search(
        name, year=year, kind=kind, language=turn.language, limit=3
    )
    return matches[0].title if matches and matches[0].score >= CLOSE else None


def _year_said(name: str, text: str) -> int | None:
    """The year that follows the name in brackets: "Dune (1984)"."""
    dated = {fold(before): int(year) for before, year in _DATED.findall(text)}
    return next((year for before, year in dated.items() if before.endswith(fold(name))), None)


def quoted(names: Iterable[str], turn: Turn) -> str:
    """Names as a sentence lists them."""
    return turn.t.listing((turn.t("quoted", name=name) for name in names), "or")
