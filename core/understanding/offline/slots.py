"""What a sentence says about a wish, piece by piece, each with its tone: after negation, "or" and
other cues are applied.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.understanding.offline.lexicon import Lexicon
from core.understanding.offline.spans import Span
from core.understanding.offline.tokens import Sentence

LISTED = frozenset({"genres", "themes", "people", "languages", "countries", "providers"})
_ALTERNATIVE = frozenset({"genres", "themes", "people"})
_UNDENIED = frozenset({"rating_min", "votes_min", "relative", "field", "mash"})
# What a denial that already has its object does not reach any more: "no horror films from the 90s".
_OUT_OF_REACH = frozenset({"kind", "years", "runtime", "certification_max", "sort"})
_REACH = {"strictly_about": 3, "scene": 2, "topic": 2}
_LONGEST_THEME = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of a wish. ``tone``: "" as it is, "not" and "soft" against it, "drop" takes it
    away, "more" adds to it.
    """

    field: str
    value: str
    tone: str = ""


@dataclass
class Ear:
    """Walks over the spans of one sentence and keeps what it hears."""

    sentence: Sentence
    lexicon: Lexicon
    spans: Sequence[Span]
    said: list[Said] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)
    alternatives: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    _tone: str = ""
    _toned: int = 0
    _topic: str = ""
    _topic_at: int = 0
    _or: bool = False
    _and: bool = False
    _once: bool = False
    _last: str = ""

    def listen(self) -> "Ear":
        """Hear the whole sentence."""
        starts = {span.first: span for span in self.spans}
        at = 0
        while at < len(self.sentence):
            if self.sentence.tokens[at].breaks:
                self._pause(starts.get(at))
            span = starts.get(at)
            at = self._word(at, starts) if span is None else self._span(span)
        return self

    def with_loved_as_liked(self) -> "Ear":
        """The same, where titles the person loved are those to look like."""
        return replace(
            self,
            said=[Said("like", one.value) if one.field == "loved" else one for one in self.said],
        )

    def _pause(self, following: Span | None) -> None:
        """A comma ends what was negated, unless a list of its kind goes on to "or" something."""
        goes_on = (
            self._toned
            and following is not None
            and self._last in {name for name, _ in following.effects}
            and self._or_follows(following)
        )
        if not goes_on:
            self._quiet()
        self._topic = ""

    def _or_follows(self, span: Span) -> bool:
        return any(other.first == span.last and other.says("cue", "or") for other in self.spans)

    def _span(self, span: Span) -> int:
        moody = self._tone == "soft" and span.says("mood")
        for name, value in span.effects:
            if name == "cue":
                self._cue(value, span)
            elif not (moody and name == "genres"):
                self._effect(name, value, span)
        if not span.cue:
            self._or = self._and = False
            if self._once:
                self._quiet()
        return span.last

    def _quiet(self) -> None:
        """What follows is meant as it is said again."""
        self._tone, self._toned, self._once = "", 0, False

    def _cue(self, cue: str, span: Span) -> None:
        self.cues.add(cue)
        match cue:
            case "not" | "except" | "drop":
                self._tone, self._toned, self._once = ("drop" if cue == "drop" else "not"), 0, False
            case "not_next":
                self._tone, self._toned, self._once = "not", 0, True
            case "soft" if self._tone != "not":
                self._tone, self._toned, self._once = "soft", 0, True
            case "more" if not self._tone:
                self._tone, self._once = "more", True
            case "but":
                self._quiet()
            case "or" | "and":
                self._or, self._and, self._topic_at = (
                    self._or or cue == "or",
                    cue == "and",
                    span.last,
                )
            case "person" | "topic" | "scene" | "strictly_about":
                self._lead(cue, span)

    def _lead(self, cue: str, span: Span) -> None:
        """Words that lead to a person or a topic end a denial that has its object, unless "or"
        carries it on.
        """
        self._topic = cue if cue != "person" or not self._topic else self._topic
        self._topic_at = span.last
        if self._toned and not self._or:
            self._quiet()

    def _effect(self, name: str, value: str, span: Span) -> None:
        name, value = self._settled(name, value, span)
        if name == "field":
            self._field(value, span)
        elif (
            name
            and not self._of_theme(name, span)
            and not (
                name == "kind"
                and self._tone == "not"
                and "except" in self.cues
                and self._more_follows(span)
            )
        ):
            self._say(name, value, self._tone_for(name, span))

    def _of_theme(self, name: str, span: Span) -> bool:
        """Whether it praises a part of what is wanted rather than the whole: "with a good
        soundtrack".
        """
        beside = any(other.first == span.last and other.says("themes") for other in self.spans)
        return (
            name == "rating_min"
            and beside
            and self._topic != ""
            and span.first - self._topic_at <= 1
        )

    def _say(self, name: str, value: str, tone: str) -> None:
        if self._or and name == self._last and name in _ALTERNATIVE and not tone:
            self.alternatives.add(name)
        self.said.append(Said(name, value, tone))
        self._last = name
        self._toned += bool(tone)

    def _tone_for(self, name: str, span: Span) -> str:
        """The tone in force, as far as it reaches this kind of piece."""
        if self._and and self._toned and name != self._last:
            self._quiet()
        denied = self._tone not in ("", "more")
        if denied and (name in _UNDENIED or (self._toned and name in _OUT_OF_REACH)):
            return ""
        if name == "kind" and self._tone == "not" and self._more_follows(span):
            return ""
        return self._tone

    def _more_follows(self, span: Span) -> bool:
        """Whether what is not wanted is yet to come: "no film with zombies"."""
        for other in self.spans:
            if other.first >= span.last:
                if any(token.breaks for token in self.sentence.tokens[span.last : other.first + 1]):
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
            return (
                ("themes", english)
                if self._topic in ("scene", "strictly_about", "topic")
                else ("countries", codes)
            )
        if name == "shy":
            return (
                ("themes", value)
                if self._topic == "strictly_about" or self._beside_noun(span)
                else ("", "")
            )
        return name, value

    def _beside_noun(self, span: Span) -> bool:
        return any(other.first == span.last and other.says("kind") for other in self.spans)

    def _field(self, value: str, span: Span) -> None:
        before = next((other for other in self.spans if other.last == span.first), None)
        after = next((other for other in self.spans if other.first == span.last), None)
        if (before and before.says("cue", "any_field", "drop")) or (
            after and after.says("cue", "doesnt_matter")
        ):
            self.said.append(Said("field", value))

    def _word(self, at: int, starts: dict[int, Span]) -> int:
        """A word that means nothing by itself: a theme when the sentence is about it or it stands
        before "films".
        """
        word = self.sentence.words[at]
        if word in self.lexicon.ordinary or word[0].isdigit() or len(word) < 3:
            return at + 1
        last = at + 1
        while last < len(self.sentence) and last not in starts and self._goes_on(last):
            last += 1
        following = starts.get(last)
        if self._near_topic(at) or (following and following.says("kind")):
            if last - at <= _LONGEST_THEME:
                self._topic_at = last
                self._effect("themes", " ".join(self.sentence.words[at:last]), Span(at, last, ()))
        else:
            self.unknown.extend(self.sentence.words[at:last])
        return last

    def _near_topic(self, at: int) -> bool:
        """Whether the words just said what it is about: unknown words further on are only part of
        the telling.
        """
        return at - self._topic_at < _REACH.get(self._topic, 0)

    def _goes_on(self, at: int) -> bool:
        word = self.sentence.words[at]
        return (
            not self.sentence.tokens[at].breaks
            and word not in self.lexicon.ordinary
            and not word[0].isdigit()
        )
