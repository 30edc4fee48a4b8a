"""A language's phrases and vocabulary, laid out for looking up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise, product
from typing import TypeGuard

from core.understanding.offline.thresholds import (
    STEM_LETTERS,
    TELLING_LETTERS,
)
from core.words.text import fold

_PIECE = re.compile(r"[()|\[\]]|\{[a-z_]+\d?\}|<[a-z_]+>|\s+|[^()|\[\]{}<>\s]+")
_GAP = r"\b *"
_ANYTHING = r"\S.*?"
_PLAIN = re.compile(r"[a-z0-9 ]+")
_LITERAL = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Group:
    """One of several sequences of nodes, or none of them where it is ``optional``."""

    branches: "tuple[tuple[Node, ...], ...]"
    optional: bool = False


Node = str | Group  # a string is a literal, a slot or a gap


def parsed(template: str) -> Group:
    """A template as a tree."""
    pieces = _PIECE.findall(template)
    branches, rest = _branches(pieces, 0)
    assert rest == len(pieces), f"a bracket too many in {template!r}"
    return Group(branches)


def _branches(pieces: list[str], at: int) -> tuple[tuple[tuple[Node, ...], ...], int]:
    """The alternatives from a piece on, and the piece that ends them."""
    branches: list[list[Node]] = [[]]
    while at < len(pieces) and pieces[at] not in ")]":
        piece = pieces[at]
        if piece == "|":
            branches.append([])
        elif piece in "([":
            inner, at = _branches(pieces, at + 1)
            branches[-1].append(Group(inner, piece == "["))
        else:
            branches[-1].append(piece)
        at += 1
    return tuple(map(tuple, branches)), at


def expand(template: str) -> Iterator[str]:
    """Every phrase a template without slots stands for, folded as sentences are."""
    for text in _texts(parsed(template)):
        yield " ".join(spoken(text).split())


def _texts(node: Node) -> Iterator[str]:
    """Every text a node stands for."""
    if isinstance(node, str):
        yield node
        return
    for branch in node.branches:
        for parts in product(*map(list, map(_texts, branch))):
            yield "".join(parts)
    if node.optional:
        yield ""


def spoken(text: str) -> str:
    """A word file's text folded as sentences are: apostrophes part words, a plus stays."""
    if _PLAIN.fullmatch(text) or not text.strip():
        return text
    words = text.replace("'", " ").replace("’", " ").split(" ")
    return " ".join(fold(word) + ("+" if word.endswith("+") else "") for word in words)


def source(template: str, slots: Mapping[str, str], capture: bool = True) -> str:
    """The regular expression of a template. Slots with a pattern of their own are matched by it,
    the others by any words.
    """
    return _either(_sequences(parsed(template.strip()), slots, capture))


def _sequences(group: Group, slots: Mapping[str, str], capture: bool) -> list[str]:
    """The regular expression of each branch."""
    return ["".join(_pattern(node, slots, capture) for node in branch) for branch in group.branches]


def _either(options: Iterable[str]) -> str:
    """One of several patterns, the longer ones tried first: "show me" before "show"."""
    return "|".join(sorted(options, key=len, reverse=True))


def _pattern(node: Node, slots: Mapping[str, str], capture: bool) -> str:
    if isinstance(node, Group):
        inner = _either(_sequences(node, slots, capture))
        return f"(?:{inner})?" if node.optional else f"(?:{inner})"
    if node.isspace():
        return _GAP
    if node[0] == "<":
        return f"(?:{slots[node[1:-1]]})"
    if node[0] == "{":
        return _slot(node[1:-1], slots, capture)
    return re.escape(spoken(node)).replace(r"\ ", " ")


def _slot(name: str, slots: Mapping[str, str], capture: bool) -> str:
    pattern = slots.get(name.rstrip("0123456789"), _ANYTHING)
    return f"(?P<{name}>{pattern})" if capture else f"(?:{pattern})"


@dataclass(frozen=True)
class Template:
    """A compiled phrase with slots, and what it says (``fields``). Compiled when first needed."""

    text: str
    slots: Mapping[str, str] = field(repr=False)
    fields: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The matcher, to be used on ``Sentence.folded``."""
        return re.compile(rf"(?<!\w)(?:{source(self.text, self.slots)})(?!\w)")

    def matches(self, folded: str) -> re.Match[str] | None:
        """What its slots are in a whole sentence, where it is one of these."""
        return self.pattern.fullmatch(folded)

    @property
    def slotted(self) -> bool:
        """Whether it has slots."""
        return "{" in self.text

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words of which one must be there, so that most templates need not be tried. Empty: always
        to be tried.
        """
        found = [words for words in _required(parsed(self.text)) if words]
        return max(found, key=_shortest, default=frozenset())


def _shortest(words: Iterable[str]) -> int:
    return min(map(len, words))


def _required(group: Group) -> Iterator[frozenset[str]]:
    """For each part that cannot be left out, the words it begins with, if every alternative has a
    plain one.
    """
    for branch in group.branches:
        for node in _free(branch):
            if isinstance(node, Group):
                yield frozenset() if node.optional else _heads(node)
            elif _literal(node):
                yield frozenset({spoken(node)})


def _free(branch: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes that are whole words, not parts of one ("movie[s]")."""
    padded = (" ", *branch, " ")
    for before, node, after in zip(padded, padded[1:], padded[2:], strict=False):
        if _gap(before) and _gap(after) and not _gap(node):
            yield node


def _gap(node: Node) -> bool:
    return isinstance(node, str) and node.isspace()


def _heads(group: Group) -> frozenset[str]:
    """The longest word of each alternative; nothing where one has none."""
    heads = [_head(branch) for branch in group.branches]
    return frozenset(map(spoken, heads)) if all(heads) else frozenset()


def _head(branch: tuple[Node, ...]) -> str:
    return max(filter(_literal, _free(branch)), key=len, default="")


def _literal(node: Node) -> TypeGuard[str]:
    return isinstance(node, str) and _LITERAL.fullmatch(node) is not None


Effect = tuple[str, str]  # a field and a value: ("genres", "comedy"), ("cue", "not")
Endings = tuple[tuple[tuple[str, str], ...], ...]
UNITS = ("hour", "minute", "half", "quarter", "one", "star", "thousand")
# Cues that are only looked for at a place, and never guide a sentence.
LOCAL_CUES = frozenset({"lead_in", "pairs", "polite", "polite_last", "pronoun"})
_MARKUP = frozenset("([{<")


def stem(words: str, endings: Endings) -> str:
    """The words without their endings: of each step, the first that fits."""
    return " ".join(_stem(word, endings) for word in words.split()) if endings else words


def _stem(word: str, endings: Endings) -> str:
    for step in endings:
        for end, other in step:
            if word.endswith(end) and len(word) - len(end) >= STEM_LETTERS:
                word = word[: len(word) - len(end)] + other
                break
    return word


@dataclass(frozen=True)
class Lexicon:
    """What a language has to say: ``phrases`` by their folded words, templates with slots for whole
    ``sentences``, ``measures`` and ``collective`` names, and word lists.
    """

    code: str
    phrases: Mapping[str, tuple[Effect, ...]]
    stems: Mapping[str, str] = field(repr=False)
    sentences: "Templates" = field(repr=False)
    measures: "Templates" = field(repr=False)
    collective: "Templates" = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    spelling: Mapping[str, str] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    decades: Mapping[str, int] = field(repr=False)
    units: Mapping[str, frozenset[str]] = field(repr=False)
    positions: Mapping[str, int] = field(repr=False)
    off_topic: frozenset[str] = field(repr=False)
    language_names: Mapping[str, str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)
    title_articles: frozenset[str] = field(repr=False)
    interjections: frozenset[str] = field(repr=False)
    elisions: tuple[str, ...] = field(repr=False)
    endings: Endings = field(repr=False)
    borrows: tuple[str, ...] = ()

    def effects(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, just as they are; nothing when they are no phrase."""
        return self.phrases.get(words, ())

    def meaning(self, words: str) -> tuple[Effect, ...]:
        """What those folded words mean, whatever their number or gender; nothing when they are no
        phrase.
        """
        found = self.phrases.get(words)
        if found is None and words not in self.ordinary:
            found = self.phrases.get(self.stems.get(self.stem(words), ""))
        return found or ()

    def mere(self, word: str) -> bool:
        """Whether a word is mere speech, about films or not."""
        return word in self.ordinary or word in self.off_topic

    def is_cue(self, words: str, cue: str) -> bool:
        """Whether those folded words are that cue."""
        return ("cue", cue) in self.effects(words)

    def stem(self, words: str) -> str:
        """The words without the endings of number and gender."""
        return stem(words, self.endings)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word the language file knows."""
        phrases = chain(self.phrases, self.decades, self.positions)
        lists = (self.ordinary, self.spelling, self.numbers, self.off_topic)
        templates = (self.sentences.words, self.measures.words)
        return frozenset(chain(_words(phrases), *lists, *self.units.values(), *templates))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Two words that stand together in a phrase."""
        found: set[str] = set()
        for phrase in self.phrases:
            found.update(f"{one} {two}" for one, two in pairwise(phrase.split()))
        return frozenset(found)

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language file, in whatever number or gender."""
        return word in self.words or self.stem(word) in self._stem_words

    def knows_all(self, words: Iterable[str]) -> bool:
        """Whether all are words of the language file."""
        return all(map(self.knows, words))

    @cached_property
    def _stem_words(self) -> frozenset[str]:
        return frozenset(_words(self.stems))

    @cached_property
    def correctable(self) -> frozenset[str]:
        """Words worth correcting a typo to: those that say something of a wish."""
        words = _words(phrase for phrase, effects in self.phrases.items() if says(effects))
        return frozenset(word for word in words if len(word) >= TELLING_LETTERS and word.isalpha())


def says(effects: Iterable[Effect]) -> bool:
    """Whether they say something of a wish, rather than only guide its reading."""
    return any(name != "cue" for name, _ in effects)


def _words(phrases: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(phrase.split() for phrase in phrases)


class Templates:
    """Templates that can be asked which of them may fit a sentence, in the order of the file."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates = tuple(templates)
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._literal: dict[str, int] = {}
        for at, template in enumerate(self._templates):
            self._file(at, template)

    def _file(self, at: int, template: Template) -> None:
        if _MARKUP.isdisjoint(template.text):
            self._literal.setdefault(" ".join(spoken(template.text).split()), at)
            return
        for word in template.anchors:
            self._by_anchor[word].append(at)
        if not template.anchors:
            self._always.append(at)

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that stand in the templates."""
        return frozenset({*self._by_anchor, *_words(self._literal)})

    def fixed(self, words: Iterable[str], whole: str) -> Template | None:
        """The first one without slots that is the whole sentence."""
        fixed = (template for template in self.fitting(words, whole) if not template.slotted)
        return next((template for template in fixed if template.matches(whole)), None)

    def fitting(self, words: Iterable[str], whole: str = "") -> Iterator[Template]:
        """Those that may match somewhere among the words, first the one that is the ``whole``
        sentence.
        """
        exact = self._literal.get(whole)
        if exact is not None:
            yield self._templates[exact]
        yield from (self._templates[at] for at in sorted(self._tried(words)))

    def _tried(self, words: Iterable[str]) -> set[int]:
        """The templates that one of the words anchors, or that nothing does."""
        return set(self._always).union(*(self._by_anchor.get(word, ()) for word in words))
