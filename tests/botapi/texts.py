"""Texts as Telegram reads them: HTML becomes plain text with entities, and lengths are counted in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import Refused, bad

Entity = dict[str, Any]

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "span": "spoiler", "tg-spoiler": "spoiler", "a": "text_link",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-f]+)|#([0-9]+)|(lt|gt|amp|quot));?", re.IGNORECASE)
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@])/\w{1,32}(?:@\w{3,32})?)|(?P<mention>(?<!\w)@\w{4,32})|(?P<url>https?://[^\s<>]+)"
)
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"']+)\s*(?:=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read_text(text: str, parse_mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """The text as it is shown, and its entities; raises Refused where the markup does not parse."""
    if (parse_mode or "").lower() not in {"", "html"}:
        raise bad("unsupported parse_mode")
    given = entities or []
    if parse_mode:
        text, given = parse_html(text)
    shown = text.rstrip()
    length = units(shown)
    kept = [{**e, "length": min(e["length"], length - e["offset"])} for e in given if e["offset"] < length]
    return shown, sorted([*kept, *_noticed(shown, kept)], key=lambda e: (e["offset"], -e["length"]))


def found_entities(text: str) -> list[Entity]:
    """The commands, mentions and addresses that Telegram marks by itself."""
    return [
        {"type": str(match.lastgroup), "offset": units(text[: match.start()]), "length": units(match[0])}
        for match in _FOUND.finditer(text)
    ]


def _noticed(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in {"text_link", "code", "pre"}]
    return [e for e in found_entities(text) if not any(start <= e["offset"] < end for start, end in taken)]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a text in Telegram's HTML; raises Refused with the place that is wrong."""
    reading = _Reading(source)
    while reading.at < len(source):
        reading.step()
    if reading.open:
        raise _wrong(f'Can\'t find end tag corresponding to start tag "{reading.open[-1][0]}"')
    return "".join(reading.text), reading.entities


def _wrong(why: str) -> Refused:
    return bad(f"can't parse entities: {why}")


@dataclass
class _Reading:
    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[tuple[str, int, Entity]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def step(self) -> None:
        match self.source[self.at]:
            case "<" if self.source.startswith("</", self.at):
                self._close()
            case "<":
                self._open()
            case _:
                self._write()

    def _write(self) -> None:
        character = _CHARACTER.match(self.source, self.at)
        end = character.end() if character else self.at + 1
        written = character_of(character) if character else self.source[self.at]
        self.text.append(written)
        self.length += units(written)
        self.at = end

    def _open(self) -> None:
        name, inside = self._tag(self.at + 1, "Unclosed start tag")
        if name not in TYPES:
            raise _wrong(f'Unsupported start tag "{name}" at byte offset {self._offset}')
        self.open.append((name, self.length, self._entity(name, inside)))
        self.at = self.source.index(">", self.at + len(inside)) + 1

    def _close(self) -> None:
        name, inside = self._tag(self.at + 2, "Unclosed end tag")
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._offset}")
        opened, start, entity = self.open.pop()
        if name and name != opened:
            raise _wrong(f'Unmatched end tag at byte offset {self._offset}, expected "</{opened}>", found "</{name}>"')
        if self.length > start and entity:
            self.entities.append({**entity, "offset": start, "length": self.length - start})
        self.at = self.source.index(">", self.at + len(inside)) + 1

    def _tag(self, start: int, unclosed: str) -> tuple[str, str]:
        """The name of the tag, and what else stands in it."""
        found = re.compile(r"""([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""").match(self.source, start)
        if not found:
            raise _wrong(f"{unclosed} at byte offset {self._offset}")
        return found[1].lower(), found[2]

    def _entity(self, name: str, inside: str) -> Entity:
        attributes = {key.lower(): _unquoted(value) for key, value in _ATTRIBUTE.findall(inside)}
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset}')
        if name == "a":
            return {"type": "text_link", "url": attributes["href"]} if attributes.get("href") else {}
        if name == "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
        return {"type": "expandable_blockquote" if "expandable" in attributes else TYPES[name]}

    @property
    def _offset(self) -> int:
        return len(self.source[: self.at].encode())


def _unquoted(value: str) -> str:
    return _CHARACTER.sub(lambda found: character_of(found), value.strip("\"'"))


def character_of(found: re.Match[str]) -> str:
    """The character an HTML reference stands for."""
    sixteen, ten, name = found.groups()
    return _NAMED[name.lower()] if name else chr(int(sixteen, 16) if sixteen else int(ten))
