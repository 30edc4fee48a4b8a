"""What a sentence says about a wish, piece by piece: each effect with its tone, after negation, "or" and cues have been applied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.understanding.offline.lexicon import Effect, Lexicon
from core.understanding.offline.spans import Span
from core.understanding.offline.tokens import Sentence

LISTED = frozenset({"genres", "themes", "people", "languages", "countries", "providers"})
_ALTERNATIVE = frozenset({"genres", "themes", "people"})
_KEPT_UNDER_NOT = frozenset(
    {
        "genres",
        "themes",
        "people",
        "languages",
        "countries",
        "providers",
        "place",
        "shy",
        "mood",
        "years",
        "runtime",
        "certification_max",
        "kind",
        "sort",
        "like",
        "loved",
        "not_like",
    }
)
_LONGEST_THEME = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of a wish. ``tone``: "" as it is, "not" and "soft" against it, "drop" takes it away, "more" adds to it."""

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
    _last: tuple[str, str] = ("", "")

    def listen(self) -> "Ear":
        """Hear the whole sentence."""
        starts = {span.first: span for span in self.spans}
        at = 0
        while at < len(self.sentence):
            if self.sentence.tokens[at].breaks:
                self._pause(starts.get(at))
            span = starts.get(at)
            at = self._word(at, starts) if span is None else self._span(span, starts)
        return self

    def _pause(self, following: Span | None) -> None:
        """A comma ends what was negated, unless a list of its kind goes on to "or" something."""
        goes_on = (
            self._toned
            and following is not None
            and self._last[0] in {name for name, _ in following.effects}
            and self._or_follows(following)
        )
        if not goes_on:
            self._tone, self._toned = "", 0
        self._topic = ""

    def _or_follows(self, span: Span) -> bool:
        return any(other.first == span.last and other.says("cue", "or") for other in self.spans)

    def _span(self, span: Span, starts: dict[int, Span]) -> int:
        moody = self._tone == "soft" and span.says("mood")
        for name, value in span.effects:
            if moody and name == "genres":
                continue
            if name == "cue":
                self._cue(value, span, starts)
            else:
                self._effect(name, value, span)
        if not span.cue:
            self._or = False
            if self._tone in ("soft", "more", "drop_one") or span.effects and self._short_not(span):
                self._tone, self._toned = "", 0
        return span.last

    def _short_not(self, span: Span) -> bool:
        """ "non English thrillers": the "non" is about one word only."""
        return self._tone == "not" and self._before(span) in ("non",)

    def _before(self, span: Span) -> str:
        return self.sentence.words[span.first - 1] if span.first else ""

    def _cue(self, cue: str, span: Span, starts: dict[int, Span]) -> None:
        self.cues.add(cue)
        match cue:
            case "not" | "soft" | "except":
                self._tone, self._toned = ("soft" if cue == "soft" and self._tone != "not" else "not"), 0
            case "drop":
                self._tone, self._toned = "drop", 0
            case "more" if not self._tone:
                self._tone = "more"
            case "but":
                self._tone, self._toned = "", 0
            case "or":
                self._or = True
                self._topic_at = span.last
            case "person" | "topic" | "scene" | "strictly_about":
                self._topic = cue if cue != "person" or not self._topic else self._topic
                self._topic_at = span.last
            case "and":
                self._topic_at = span.last
                if self._toned and not self._or:
                    self._tone, self._toned = "", 0

    def _effect(self, name: str, value: str, span: Span) -> None:
        name, value = self._settled(name, value, span)
        if not name:
            return
        if name == "field":
            self._field(value, span)
            return
        tone = self._tone
        if name == "kind" and tone == "not" and not self._toned and self._more_follows(span):
            if "except" in self.cues:
                return
            tone = ""
        if (
            tone == "not"
            and name in ("kind", "years", "runtime", "certification_max", "sort", "rating_min")
            and (self._toned or name == "rating_min")
        ):
            tone = ""
        if tone and name not in _KEPT_UNDER_NOT:
            tone = tone if tone == "more" else ""
        if self._or and name == self._last[0] and name in _ALTERNATIVE and not tone:
            self.alternatives.add(name)
        self.said.append(Said(name, value, tone))
        self._last = (name, value)
        self._toned += bool(tone)

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
        """Places are countries of origin or settings, and shy words themes, according to what leads to them."""
        if name == "place":
            codes, _, english = value.partition(" ")
            return ("themes", english) if self._topic in ("scene", "strictly_about", "topic") else ("countries", codes)
        if name == "shy":
            return ("themes", value) if self._topic == "strictly_about" or self._beside_noun(span) else ("", "")
        return name, value

    def _beside_noun(self, span: Span) -> bool:
        return any(other.first == span.last and other.says("kind") for other in self.spans)

    def _field(self, value: str, span: Span) -> None:
        before = next((other for other in self.spans if other.last == span.first), None)
        after = next((other for other in self.spans if other.first == span.last), None)
        if (before and before.says("cue", "any_field", "drop")) or (after and after.says("cue", "doesnt_matter")):
            self.said.append(Said("field", value))

    def _word(self, at: int, starts: dict[int, Span]) -> int:
        """A word that means nothing by itself: a theme when the sentence is about it or it stands before "films"."""
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
        """Whether the words just said what it is about: unknown words further on are only part of the telling."""
        reach = {"strictly_about": 3, "scene": 2, "topic": 2}.get(self._topic, 0)
        return at - self._topic_at < reach

    def _goes_on(self, at: int) -> bool:
        word = self.sentence.words[at]
        return not self.sentence.tokens[at].breaks and word not in self.lexicon.ordinary and not word[0].isdigit()


def effects_of(said: Sequence[Said], name: str) -> Iterator[Effect]:
    """The values said of one field, with their tones."""
    return ((piece.tone, piece.value) for piece in said if piece.field == name)
