"""What a sentence says about a wish, slot by slot, each with its polarity: after negation, "or" and
other cues are applied.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.spans import Span
from core.understanding.offline.thresholds import (
    CUE_REACH,
    THEME_LETTERS,
    THEME_WORDS,
)
from core.understanding.offline.tokens import Sentence


@dataclass
class Polarity:
    """The polarity in force (``now``: "", "not", "soft", "drop" or "more"), how many ``objects`` it
    has had, and whether it is for the next one only.
    """

    now: str = ""
    objects: int = 0
    once: bool = False

    @property
    def denies(self) -> bool:
        """Whether what follows is not wanted."""
        return self.now not in ("", "more")

    def end(self) -> None:
        """What follows is meant as it is said again."""
        self._begin("")

    def hear(self, cue: str) -> None:
        """Follow a cue, where it is one of polarity."""
        match cue:
            case "not" | "except":
                self._begin("not")
            case "drop":
                self._begin("drop")
            case "not_next":
                self._begin("not", once=True)
            case "soft" if self.now != "not":
                self._begin("soft", once=True)
            case "more" if not self.now:
                self.now, self.once = "more", True
            case "but":
                self.end()

    def pass_object(self) -> None:
        """Something was said: what was for one object only is over."""
        if self.once:
            self.end()

    def _begin(self, polarity: str, *, once: bool = False) -> None:
        self.now, self.objects, self.once = polarity, 0, once


LISTED = frozenset({"genres", "themes", "people", "languages", "countries", "providers"})
_ALTERNATIVE = frozenset({"genres", "themes", "people"})
_UNDENIED = frozenset({"rating_min", "votes_min", "relative", "field", "mash"})
# What a denial that already has its object does not reach any more: "no horror films from the 90s".
_OUT_OF_REACH = frozenset({"kind", "years", "runtime", "certification_max", "sort"})
_ABOUT = frozenset({"scene", "strictly_about", "topic"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One condition of a wish. ``polarity``: "" as it is, "not" and "soft" against it, "drop" takes
    it away, "more" adds to it.
    """

    name: str
    value: str
    polarity: str = ""

    @property
    def wanted(self) -> bool:
        """Whether it is wanted as it is said."""
        return self.polarity in ("", "more")


@dataclass(frozen=True)
class Slots:
    """What a sentence says: its slots, the cues that guide it, the slots whose values are
    alternatives ("or"), and the words nobody knows.
    """

    filled: Sequence[Slot] = ()
    cues: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    unknown: Sequence[str] = ()

    @property
    def names(self) -> set[str]:
        """The names of what is filled."""
        return {slot.name for slot in self.filled}

    def has(self, *names: str) -> bool:
        """Whether one of these is filled."""
        return not self.names.isdisjoint(names)

    def values(self, name: str) -> tuple[str, ...]:
        """What is wanted of that name, each value once."""
        found = (slot.value for slot in self.filled if slot.name == name and slot.wanted)
        return tuple(dict.fromkeys(found))

    def loved_as_liked(self) -> "Slots":
        """The same, where titles the user loved are those to look like."""
        filled = [Slot("like", one.value) if one.name == "loved" else one for one in self.filled]
        return replace(self, filled=filled)

    def unwanted(self) -> "Slots":
        """The same, with everything it says against it."""
        return replace(self, filled=[replace(slot, polarity="not") for slot in self.filled])

    def but(self, name: str) -> "Slots":
        """The same without the slots of that name."""
        return replace(self, filled=[slot for slot in self.filled if slot.name != name])


@dataclass
class SlotReader:
    """Walks over the spans of one sentence and fills the slots."""

    sentence: Sentence
    lexicon: Lexicon
    spans: Sequence[Span]
    _filled: list[Slot] = field(default_factory=list)
    _cues: set[str] = field(default_factory=set)
    _alternatives: set[str] = field(default_factory=set)
    _unknown: list[str] = field(default_factory=list)
    _polarity: Polarity = field(default_factory=Polarity)
    _topic: str = ""
    _topic_at: int = 0
    _or: bool = False
    _and: bool = False
    _last: str = ""

    def read(self) -> Slots:
        """Read the whole sentence."""
        starts = {span.first: span for span in self.spans}
        at = 0
        while at < len(self.sentence):
            if self.sentence.tokens[at].breaks:
                self._pause(starts.get(at))
            span = starts.get(at)
            at = self._read_word(at, starts) if span is None else self._read_span(span)
        return Slots(
            self._filled, frozenset(self._cues), frozenset(self._alternatives), self._unknown
        )

    def _pause(self, following: Span | None) -> None:
        """A comma ends what was negated, unless a list of its kind goes on to "or" something."""
        if following is None or not self._list_goes_on(following):
            self._polarity.end()
        self._topic = ""

    def _list_goes_on(self, span: Span) -> bool:
        if not self._polarity.objects or not span.says(self._last):
            return False
        return any(other.says("cue", "or") for other in self._after(span))

    def _after(self, span: Span) -> list[Span]:
        """The span right behind another, if any."""
        return [other for other in self.spans if other.first == span.last]

    def _before(self, span: Span) -> list[Span]:
        return [other for other in self.spans if other.last == span.first]

    def _read_span(self, span: Span) -> int:
        moody = self._polarity.now == "soft" and span.says("mood")
        for name, value in span.effects:
            if name == "cue":
                self._cue(value, span)
            elif not (moody and name == "genres"):
                self._effect(name, value, span)
        if not span.cue:
            self._or = self._and = False
            self._polarity.pass_object()
        return span.last

    def _cue(self, cue: str, span: Span) -> None:
        self._cues.add(cue)
        self._polarity.hear(cue)
        match cue:
            case "or" | "and":
                self._or = self._or or cue == "or"
                self._and = cue == "and"
                self._topic_at = span.last
            case "person" | "topic" | "scene" | "strictly_about":
                self._lead(cue, span)

    def _lead(self, cue: str, span: Span) -> None:
        """Words that lead to a person or a topic end a denial that has its object, unless "or"
        carries it on.
        """
        if cue != "person" or not self._topic:
            self._topic = cue
        self._topic_at = span.last
        if self._polarity.objects and not self._or:
            self._polarity.end()

    def _effect(self, name: str, value: str, span: Span) -> None:
        name, value = self._settled(name, value, span)
        if name == "field":
            self._field(value, span)
        elif name and not self._of_theme(name, span) and not self._excepted(name, span):
            self._fill(name, value, self._polarity_for(name, span))

    def _of_theme(self, name: str, span: Span) -> bool:
        """Whether it praises a part of what is wanted rather than the whole: "with a good
        soundtrack".
        """
        if name != "rating_min" or not self._topic or span.first - self._topic_at > 1:
            return False
        return any(other.says("themes") for other in self._after(span))

    def _excepted(self, name: str, span: Span) -> bool:
        """Whether a kind only leads to what is not wanted of it: "except films with zombies"."""
        denied = name == "kind" and self._polarity.now == "not" and "except" in self._cues
        return denied and self._more_follows(span)

    def _fill(self, name: str, value: str, polarity: str) -> None:
        if self._or and name == self._last and name in _ALTERNATIVE and not polarity:
            self._alternatives.add(name)
        self._filled.append(Slot(name, value, polarity))
        self._last = name
        self._polarity.objects += bool(polarity)

    def _polarity_for(self, name: str, span: Span) -> str:
        """The polarity in force, as far as it reaches this slot."""
        if self._and and self._polarity.objects and name != self._last:
            self._polarity.end()
        now = self._polarity.now
        if self._polarity.denies and self._escapes(name):
            return ""
        if name == "kind" and now == "not" and self._more_follows(span):
            return ""
        return now

    def _escapes(self, name: str) -> bool:
        """Whether a denial does not reach a slot."""
        return name in _UNDENIED or (self._polarity.objects > 0 and name in _OUT_OF_REACH)

    def _more_follows(self, span: Span) -> bool:
        """Whether what is not wanted is yet to come: "no film with zombies"."""
        for other in self.spans:
            if other.first >= span.last:
                between = self.sentence.tokens[span.last : other.first + 1]
                if any(token.breaks for token in between):
                    return False
                if not other.cue:
                    return True
        return False

    def _settled(self, name: str, value: str, span: Span) -> tuple[str, str]:
        """Places are countries of origin or settings, and shy words themes, according to what leads
        to them.
        """
        if name == "place":
            codes, _, english = value.partition(" ")
            return ("themes", english) if self._topic in _ABOUT else ("countries", codes)
        if name != "shy":
            return name, value
        themed = self._topic == "strictly_about" or self._beside_noun(span)
        return ("themes", value) if themed else ("", "")

    def _beside_noun(self, span: Span) -> bool:
        return any(other.says("kind") for other in self._after(span))

    def _field(self, value: str, span: Span) -> None:
        """A field is named only where words say that it no longer matters."""
        before = any(other.says("cue", "any_field", "drop") for other in self._before(span)[:1])
        after = any(other.says("cue", "doesnt_matter") for other in self._after(span)[:1])
        if before or after:
            self._filled.append(Slot("field", value))

    def _read_word(self, at: int, starts: dict[int, Span]) -> int:
        """A word that means nothing by itself: a theme when the sentence is about it or it stands
        before "films".
        """
        word = self.sentence.words[at]
        if not self._strange(word) or len(word) < THEME_LETTERS:
            return at + 1
        last = self._strange_until(at, starts)
        following = starts.get(last)
        if not self._near_topic(at) and not (following and following.says("kind")):
            self._unknown.extend(self.sentence.words[at:last])
        elif last - at <= THEME_WORDS:
            self._topic_at = last
            self._effect("themes", " ".join(self.sentence.words[at:last]), Span(at, last, ()))
        return last

    def _strange_until(self, at: int, starts: dict[int, Span]) -> int:
        """Where a stretch of words that mean nothing ends."""
        last = at + 1
        while last not in starts and not self.sentence.breaks_at(last):
            if not self._strange(self.sentence.words[last]):
                break
            last += 1
        return last

    def _strange(self, word: str) -> bool:
        return word not in self.lexicon.ordinary and not word[0].isdigit()

    def _near_topic(self, at: int) -> bool:
        """Whether the words just said what it is about: unknown words further on are only part of
        the telling.
        """
        return at - self._topic_at < CUE_REACH.get(self._topic, 0)
