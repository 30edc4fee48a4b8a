"""What must hold between titles: each stands once, is told in its own words, and names are spelt
alike everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from core.films.importing.entry import Entry
from core.words.text import fold

# A fault: the place of the title among all, and what is wrong.
Fault = tuple[int, str]
_RUN = 3  # words
_MOST_SHARED = 0.2  # of the runs of the shorter overview


def called(entry: Entry) -> str:
    """What a title is called in messages: its English title, or the original one, and its year."""
    name = entry.texts["en"].title if "en" in entry.texts else entry.original_title
    return f"{name} ({entry.year})"


def _twice(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Ids are unique within films and series already; an IMDb id and a name with kind and year must
    be so at all.
    """
    seen: dict[object, int] = {}
    for place, entry in enumerate(entries):
        names = {fold(text.title) for text in entry.texts.values()}
        for key in (entry.imdb_id, *((entry.kind, name, entry.year) for name in sorted(names))):
            first = seen.setdefault(key, place) if key else place
            if first != place:
                yield place, f"the same title as {called(entries[first])}"
                break


def _alike(entries: Sequence[Entry]) -> Iterator[Fault]:
    """Overviews with too many runs of words in common."""
    for language in ("en", "fr"):
        runs = [_runs(entry, language) for entry in entries]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(runs):
            shared = Counter(other for run in own for other in holders[run])
            for other, common in shared.items():
                if common > _MOST_SHARED * min(len(own), len(runs[other])):
                    yield place, f"told nearly as {called(entries[other])} ({language})"
            for run in own:
                holders[run].append(place)


def _runs(entry: Entry, language: str) -> set[str]:
    words = fold(entry.texts[language].overview).split() if language in entry.texts else []
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _people(entries: Sequence[Entry]) -> Iterator[Fault]:
    """One person under two spellings, such as "F.W. Murnau" and "F. W. Murnau"."""
    spelt: dict[str, str] = {}
    for place, entry in enumerate(entries):
        for person in (*entry.directors, *entry.creators, *entry.writers, *entry.cast):
            if (
                other := spelt.setdefault(fold(person.name).replace(" ", ""), person.name)
            ) != person.name:
                yield place, f"{person.name} is spelt {other} elsewhere"


def _franchises(entries: Sequence[Entry]) -> Iterator[Fault]:
    names: dict[str, dict[str, str]] = {}
    for place, entry in enumerate(entries):
        own = entry.franchise
        if own and names.setdefault(own.slug, own.names) != own.names:
            yield place, f"the franchise {own.slug} has other names elsewhere"


BETWEEN: tuple[Callable[[Sequence[Entry]], Iterator[Fault]], ...] = (
    _twice,
    _alike,
    _people,
    _franchises,
)
