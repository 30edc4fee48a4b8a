"""Phrases written with [optional parts], (alternatives|or others) and {slots}: expanded, or
compiled to a matcher.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from core.words.folding import fold

_PIECE = re.compile(r"[()|\[\]]|\{[a-z]+\d?\}|<[a-z_]+>|\s+|[^()|\[\]{}<>\s]+")
_GAP = r"\b *"
_PLAIN = re.compile(r"[a-z0-9 ]+")
_NESTED = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
_LITERAL = re.compile(r"(?<![\w{<])[^\W\d_]\w*(?![\w}>])")


def expand(template: str) -> Iterator[str]:
    """Every phrase a template without slots stands for, folded as sentences are."""
    for choice in _choices(_PIECE.findall(template)):
        yield " ".join(spoken("".join(choice)).split())


def spoken(text: str) -> str:
    """A lexicon's text folded as sentences are: apostrophes part words, a plus stays."""
    if _PLAIN.fullmatch(text):
        return text
    plain = text.replace("'", " ").replace("’", " ")
    return (
        " ".join(
            fold(word) + "+" if word.endswith("+") else fold(word) for word in plain.split(" ")
        )
        if text.strip()
        else text
    )


def _choices(pieces: list[str]) -> list[list[str]]:
    """The alternatives of a whole template, each a list of literal pieces."""
    choices, rest = _alternatives(pieces, 0)
    assert rest == len(pieces)
    return choices


def _alternatives(pieces: list[str], at: int) -> tuple[list[list[str]], int]:
    branches: list[list[list[str]]] = [[[]]]
    while at < len(pieces) and pieces[at] not in ")]":
        if pieces[at] == "|":
            branches.append([[]])
            at += 1
        elif pieces[at] in "([":
            inner, end = _alternatives(pieces, at + 1)
            options = [*inner, []] if pieces[at] == "[" else inner
            branches[-1] = [head + tail for head, tail in product(branches[-1], options)]
            at = end + 1
        else:
            branches[-1] = [[*head, pieces[at]] for head in branches[-1]]
            at += 1
    return [choice for branch in branches for choice in branch], at


def source(template: str, slots: Mapping[str, str], capture: bool = True) -> str:
    """The regular expression of a template. Slots with a pattern of their own are matched by it,
    the others by any words.
    """
    options, _ = _patterns(_PIECE.findall(template.strip()), 0, slots, capture)
    return _either(options)


def _either(options: list[str]) -> str:
    """One of several patterns, the longer ones tried first: "show me" before "show"."""
    return "|".join(sorted(options, key=len, reverse=True))


def _patterns(
    pieces: list[str], at: int, slots: Mapping[str, str], capture: bool
) -> tuple[list[str], int]:
    options = [""]
    while at < len(pieces) and pieces[at] not in ")]":
        piece = pieces[at]
        if piece == "|":
            options.append("")
        elif piece in "([":
            inner, at = _patterns(pieces, at + 1, slots, capture)
            options[-1] += f"(?:{_either(inner)}){'?' if piece == '[' else ''}"
        else:
            options[-1] += _pattern(piece, slots, capture)
        at += 1
    return options, at


def _pattern(piece: str, slots: Mapping[str, str], capture: bool) -> str:
    if piece.isspace():
        return _GAP
    if piece[0] == "<":
        return f"(?:{slots[piece[1:-1]]})"
    if piece[0] == "{":
        name = piece[1:-1]
        pattern = slots.get(name.rstrip("0123456789"), r"\S.*?")
        return f"(?P<{name}>{pattern})" if capture else f"(?:{pattern})"
    return re.escape(spoken(piece)).replace(r"\ ", " ")


@dataclass(frozen=True)
class Template:
    """A compiled phrase with slots, and what it says (``fields``). Compiled when first needed."""

    text: str
    slots: Mapping[str, str] = field(repr=False)
    fields: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The matcher, to be used on ``Sentence.norm``."""
        return re.compile(rf"(?<!\w)(?:{source(self.text, self.slots)})(?!\w)")

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words of which one must be there, so that most templates need not be tried. Empty: always
        to be tried.
        """
        best: frozenset[str] = frozenset()
        for words in _required(self.text):
            if words and (not best or min(map(len, words)) > min(map(len, best))):
                best = words
        return best


def _required(text: str) -> Iterator[frozenset[str]]:
    """For each part that cannot be left out, the words it begins with, if every alternative has a
    plain one.
    """
    depth, start = 0, 0
    for at, piece in _pieces(text):
        if piece in "([":
            if depth == 0:
                start = at
            depth += 1
        elif piece in ")]":
            depth -= 1
            if depth == 0 and piece == ")" and not _tied(text, start, at + 1):
                yield _heads(text[start + 1 : at])
        elif depth == 0 and _LITERAL.fullmatch(piece) and not _tied(text, at, at + len(piece)):
            yield frozenset({spoken(piece)})


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _PIECE.finditer(text))


def _tied(text: str, start: int, end: int) -> bool:
    """Whether the piece is a part of a word ("movie[s]") rather than a word."""
    return text[max(0, start - 1) : start].strip() not in ("", "(", "|", "[") or text[
        end : end + 1
    ].strip() not in (
        "",
        ")",
        "|",
        "]",
    )


def _heads(group: str) -> frozenset[str]:
    heads: set[str] = set()
    for option in _options(group):
        while _NESTED.search(option):
            option = _NESTED.sub("<x>", option)
        words = [word for word in option.split() if _LITERAL.fullmatch(word)]
        if not words:
            return frozenset()
        heads.add(spoken(max(words, key=len)))
    return frozenset(heads)


def _options(group: str) -> Iterator[str]:
    depth, option = 0, ""
    for piece in _PIECE.findall(group):
        depth += (piece in "([") - (piece in ")]")
        if piece == "|" and depth == 0:
            yield option
            option = ""
        else:
            option += piece
    yield option
