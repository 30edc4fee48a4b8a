"""Phrases written with [optional parts], (alternatives|or others) and {slots}: expanded, or
compiled to a matcher.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TypeGuard

from core.words.folding import fold

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
