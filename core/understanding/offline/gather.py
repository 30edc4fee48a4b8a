"""From a sentence to the spans that cover it: phrases and measures first, then the names their cues
call for.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from core.films.finding.name_index import NameIndex
from core.understanding.offline.lexicon import Effect, Lexicon
from core.understanding.offline.naming import Spotter
from core.understanding.offline.spans import Span, measures, phrases, settle
from core.understanding.offline.tokens import Sentence

_CUTTING = (
    "person",
    "topic",
    "scene",
    "not",
    "soft",
    "but",
    "except",
    "instead",
    "alike",
    "article",
    "thing",
    "doesnt_matter",
    "request",
    "called",
)
_AFTER_LIKENESS = frozenset(
    {"like", "weakly_like", "except", "not", "drop", "loved", "mash", "alike"}
)
_SURE_MASH = 2


def gather(
    sentence: Sentence, lexicons: Sequence[Lexicon], names: NameIndex, today: date
) -> list[Span]:
    """The spans of a sentence, in its order, none overlapping."""
    found = [*phrases(sentence, lexicons), *measures(sentence, lexicons[0], today)]
    plain = settle(found)
    spotter = Spotter(sentence, lexicons[0], names, _cuts(plain))
    titled = list(_titles(plain, spotter))
    spans = settle([*found, *titled, *spotter.people()])
    free = set(range(len(sentence))) - {at for span in spans for at in range(span.first, span.last)}
    unknown = {
        at
        for at in free
        if sentence.words[at] not in lexicons[0].ordinary and not sentence.words[at][0].isdigit()
    }
    cued = {
        span.last: "actor" if span.says("cue", "actor") else "person"
        for span in spans
        if span.says("cue", "person")
    }
    return settle([*spans, *spotter.unknown_names(unknown, cued)])


def _cuts(spans: Sequence[Span]) -> frozenset[int]:
    """The words before which a name may end: most cues, and whatever has a meaning of its own."""
    return frozenset(span.first for span in spans if not span.cue or span.says("cue", *_CUTTING))


def _titles(spans: Sequence[Span], spotter: Spotter) -> Iterator[Span]:
    """Titles behind the cues that call for one, each with what the cue makes of it."""
    for at, span in enumerate(spans):
        cues = {value for name, value in span.effects if name == "cue"}
        before = spans[at - 1] if at and spans[at - 1].last == span.first else None
        if "meets" in cues:
            yield from _met(span, spotter)
        elif cues & _AFTER_LIKENESS:
            yield from _behind(span, cues, before, spotter)


def _behind(span: Span, cues: set[str], before: Span | None, spotter: Spotter) -> Iterator[Span]:
    sure = bool(cues & {"like", "loved", "alike"}) or (
        "weakly_like" in cues and (span.first == 0 or _noun(before))
    )
    titles, last = spotter.titles(span.last, sure or "mash" in cues)
    if "mash" in cues and "like" not in cues:
        if len(titles) >= _SURE_MASH:
            yield Span(
                span.first,
                last,
                (("mash", ""), *(("like", title) for title in titles), *_kind(span)),
                0,
            )
        return
    person = spotter.person(span.last) if not titles and "like" in cues else None
    if person:
        yield Span(span.first, person[1], (("people", person[0]), *_kind(span)), 0)
        return
    if not titles and "like" in cues and span.last < len(spotter.sentence):
        titles, last = _typed(span.last, spotter)
    if titles:
        yield Span(span.first, last, (*((_role(cues), title) for title in titles), *_kind(span)), 0)


def _role(cues: set[str]) -> str:
    """What a title is to the wish, by the cue before it."""
    if cues & {"like", "drop", "alike"} or ("weakly_like" in cues and "loved" not in cues):
        return "like"
    return "loved" if "loved" in cues else "not_like"


def _kind(span: Span) -> tuple[Effect, ...]:
    return tuple(effect for effect in span.effects if effect[0] == "kind")


def _noun(span: Span | None) -> bool:
    return span is not None and (
        span.says("kind") or span.says("genres") or span.says("cue", "thing", "ones", "but", "more")
    )


def _typed(first: int, spotter: Spotter) -> tuple[list[str], int]:
    """A title nobody knows, unless the words are plainly something else."""
    start = spotter.skip(first, "lead_in")
    title, last = (
        spotter.typed_title(start, spotter.stretch(start))
        if start < len(spotter.sentence)
        else ("", first)
    )
    words = spotter.sentence.words[start:last]
    known = all(spotter.lexicon.knows(word) for word in words)
    return ([title] if title and not (known and not spotter.sentence.capital(start)) else []), last


def _met(span: Span, spotter: Spotter) -> Iterator[Span]:
    """ "Alien meets Jaws": a title on either side, one of them at least known."""
    before = spotter.title_before(span.first)
    titles, last = spotter.titles(span.last, True)
    first = before[1] if before else 0
    left = before[0] if before else spotter.sentence.said(0, span.first)
    if (
        titles
        and left
        and (
            before
            or len(span) > 0
            and span.first <= 5
            and len(spotter.sentence.words[span.first]) > 1
        )
    ):
        yield Span(
            first, last, (("mash", ""), ("like", left), *(("like", title) for title in titles)), 0
        )
