"""Titles behind the words that call for one: "like Heat", "a mix of Alien and Jaws"."""

from collections.abc import Iterator, Sequence

from core.understanding.offline.lexicon import Effect
from core.understanding.offline.name_finder import NameFinder
from core.understanding.offline.spans import Span
from core.understanding.offline.thresholds import (
    LEFT_TITLE_WORDS,
)

_CUES = frozenset({"like", "weakly_like", "except", "not", "drop", "loved", "mash", "alike"})
_NOUN_CUES = ("thing", "ones", "but", "more")
_MIXED = 2  # titles at least
_WINS = 0  # over every phrase: the rank of a title behind a cue


def titles_behind_cues(spans: Sequence[Span], finder: NameFinder) -> Iterator[Span]:
    """Titles behind the cues that call for one, each with what the cue makes of it."""
    for at, span in enumerate(spans):
        before = spans[at - 1] if at and spans[at - 1].last == span.first else None
        if "meets" in span.cues:
            yield from _met(span, finder)
        elif span.cues & _CUES:
            yield from _behind(span, before, finder)


def _behind(span: Span, before: Span | None, finder: NameFinder) -> Iterator[Span]:
    cues = span.cues
    strong = _sure(span, before) or "mash" in cues
    titles, last = finder.titles(span.last, strong)
    if "mash" in cues and "like" not in cues:
        if len(titles) >= _MIXED:
            yield _titled(span, span.first, last, [("mash", ""), *_all("like", titles)])
    elif titles:
        yield _titled(span, span.first, last, _all(_role(cues), titles))
    elif "like" in cues:
        yield from _person_or_typed(span, finder)


def _sure(span: Span, before: Span | None) -> bool:
    """Whether the cue leaves no doubt that a title follows."""
    if span.cues & {"like", "loved", "alike"}:
        return True
    return "weakly_like" in span.cues and (span.first == 0 or _noun(before))


def _person_or_typed(span: Span, finder: NameFinder) -> Iterator[Span]:
    """Behind "like": somebody, or else a title nobody knows."""
    person = finder.person(span.last)
    if person:
        yield _titled(span, span.first, person[1], [("people", person[0])])
    elif span.last < finder.size:
        title, last = _typed(span.last, finder)
        if title:
            yield _titled(span, span.first, last, [(_role(span.cues), title)])


def _titled(span: Span, first: int, last: int, effects: list[Effect]) -> Span:
    """A span with the titles, and with the kind that the cue says ("films like")."""
    return Span(first, last, (*effects, *span.of("kind")), _WINS)


def _all(field: str, titles: list[str]) -> list[Effect]:
    return [(field, title) for title in titles]


def _role(cues: set[str]) -> str:
    """What a title is to the wish, by the cue before it."""
    if cues & {"like", "drop", "alike"} or ("weakly_like" in cues and "loved" not in cues):
        return "like"
    return "loved" if "loved" in cues else "not_like"


def _noun(span: Span | None) -> bool:
    """Whether it says what shall be like the title: "a film as", "something as"."""
    if span is None:
        return False
    return span.says("kind") or span.says("genres") or span.says("cue", *_NOUN_CUES)


def _typed(first: int, finder: NameFinder) -> tuple[str, int]:
    """A title nobody knows, unless the words are plainly something else."""
    start = finder.skip(first, "lead_in")
    if start >= finder.size:
        return "", first
    title, last = finder.typed_title(start, finder.stretch(start))
    known = finder.knows_all(finder.words[start:last])
    plain = known and not finder.capital(start)
    return ("" if plain else title), last


def _met(span: Span, finder: NameFinder) -> Iterator[Span]:
    """ "Alien meets Jaws": a title on either side, one of them at least known."""
    before = finder.title_before(span.first)
    titles, last = finder.titles(span.last, strong=True)
    left, first = before or (finder.sentence.text(0, span.first), 0)
    if titles and left and (before or _may_join(span, finder)):
        effects = [("mash", ""), *_all("like", [left, *titles])]
        yield Span(first, last, tuple(effects), _WINS)


def _may_join(span: Span, finder: NameFinder) -> bool:
    """Whether the word between may join a title nobody knows: near the beginning, and no "x"."""
    near = span.first <= LEFT_TITLE_WORDS
    return near and len(finder.words[span.first]) > 1
