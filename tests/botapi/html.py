"""Telegram's HTML: a handful of tags, nested rightly, four named characters; anything else is
refused with its place.
"""

import re
from typing import Any

from tests.botapi.errors import Refused, bad
from tests.botapi.markup import valid_url

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(
    r"&(?:#x(?P<sixteen>[0-9a-fA-F]+)|#(?P<ten>[0-9]+)|(?P<name>lt|gt|amp|quot));?"
)
_PLAIN = re.compile("[^<&]+")
_NAME, _KEY, _SPACE = re.compile(r"[^\s>]*"), re.compile(r"[^\s=>]*"), re.compile(r"\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*(?=[\s>])")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a text in Telegram's HTML; raises Refused with the place that is
    wrong.
    """
    return _Reading(source).read()


class _Reading:
    """One pass over a text, from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._begin = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, Entity]] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._at < len(self._source):
            self._begin = self._at
            if self._source.startswith("</", self._at):
                self._close()
            elif self._source[self._at] == "<":
                self._start()
            else:
                self._write()
        if self._open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"')
        return "".join(self._text), self._entities

    def _write(self) -> None:
        plain = _PLAIN.match(self._source, self._at)
        character = _CHARACTER.match(self._source, self._at)
        found = plain or character
        written = plain[0] if plain else _decoded(character) if character else "&"
        self._text.append(written)
        self._length += len(written.encode("utf-16-le", "surrogatepass")) // 2
        self._at = found.end() if found else self._at + 1

    def _start(self) -> None:
        self._at += 1
        name = self._take(_NAME).lower()
        if self._next == "":
            raise self._wrong_here("Unclosed start tag")
        if name not in KINDS:
            raise self._wrong_here(f'Unsupported start tag "{name}"')
        self._open.append((name, self._length, self._entity(name, self._attributes(name))))

    def _close(self) -> None:
        if not self._open:
            raise self._wrong_here("Unexpected end tag")
        self._at += 2
        name = self._take(_NAME).lower()
        self._take(_SPACE)
        if self._next != ">":
            raise self._wrong_here("Unclosed end tag")
        self._at += 1
        opened, start, entity = self._open.pop()
        if name not in {"", opened}:
            raise _wrong(
                f'Unmatched end tag at byte offset {self._offset}, expected "</{opened}>", found "</{name}>"'
            )
        if self._length > start and entity:
            self._entities.append({**entity, "offset": start, "length": self._length - start})

    def _attributes(self, tag: str) -> dict[str, str]:
        found: dict[str, str] = {}
        self._take(_SPACE)
        while self._next != ">":
            key = self._take(_KEY)
            if not key:
                raise self._wrong_here(f'Empty attribute name in the tag "{tag}"')
            self._take(_SPACE)
            found[key.lower()] = "" if self._is_bare(tag, key) else self._value(tag)
            self._take(_SPACE)
        self._at += 1
        return found

    def _is_bare(self, tag: str, key: str) -> bool:
        return (tag, key.lower()) == ("blockquote", "expandable") and self._next != "="

    def _value(self, tag: str) -> str:
        if self._next != "=":
            raise self._wrong_here(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            )
        self._at += 1
        self._take(_SPACE)
        if self._next == "":
            raise self._wrong_here(f'Unclosed start tag "{tag}"')
        return self._quoted() if self._next in {'"', "'"} else self._token()

    def _quoted(self) -> str:
        end = self._source.find(self._next, self._at + 1)
        if end < 0 or end + 1 == len(self._source):
            raise self._wrong_here("Unclosed start tag")
        value, self._at = self._source[self._at + 1 : end], end + 1
        return _CHARACTER.sub(_decoded, value)

    def _token(self) -> str:
        found = _TOKEN.match(self._source, self._at)
        if not found:
            self._begin = self._at
            raise self._wrong_here("Unexpected end of name token")
        self._at = found.end()
        return found[0].lower()

    def _entity(self, tag: str, attributes: dict[str, str]) -> Entity:
        """What the tag makes of its text; nothing for a link that leads nowhere."""
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong_here('Tag "span" must have class "tg-spoiler"')
        if tag == "a":
            url = attributes.get("href", "")
            return {"type": "text_link", "url": url} if valid_url(url) else {}
        if tag == "tg-emoji":
            return {
                "type": "custom_emoji",
                "custom_emoji_id": _emoji(attributes.get("emoji-id", "")),
            }
        return {"type": "expandable_blockquote" if "expandable" in attributes else KINDS[tag]}

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._source, self._at)
        assert found, "the patterns taken match the empty text"
        self._at = found.end()
        return found[0]

    @property
    def _next(self) -> str:
        return self._source[self._at : self._at + 1]

    @property
    def _offset(self) -> int:
        return len(self._source[: self._begin].encode())

    def _wrong_here(self, why: str) -> Refused:
        return _wrong(f"{why} at byte offset {self._offset}")


def _emoji(number: str) -> str:
    if not number.isdecimal() or int(number) >= 2**63:
        raise _wrong("Invalid custom emoji identifier specified")
    return number


def _decoded(found: re.Match[str]) -> str:
    """The character a reference stands for; what stands for none stays as written."""
    if found["name"]:
        return _NAMED[found["name"]]
    number = int(found["sixteen"], 16) if found["sixteen"] else int(found["ten"])
    if 0xD800 <= number <= 0xDFFF:
        raise _wrong(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
        )
    return chr(number) if 0 < number <= 0x10FFFF else found[0]


def _wrong(why: str) -> Refused:
    return bad(f"can't parse entities: {why}")
