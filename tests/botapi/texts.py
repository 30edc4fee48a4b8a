"""Texts as Telegram takes them: cleaned, stripped, with entities, their lengths counted in UTF-16
units.
"""

import re
from typing import Any

from tests.botapi.errors import bad
from tests.botapi.html import KINDS, parse_html
from tests.botapi.markup import check_url

Entity = dict[str, Any]

_DROPPED = re.compile("[\r\u2028-\u202e]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@])/\w{1,32}(?:@\w{3,32})?)|(?P<mention>(?<!\w)@\w{4,32})|(?P<url>https?://[^\s<>]+)"
)
_TYPES = set(KINDS.values()) | {
    "bot_command",
    "cashtag",
    "email",
    "expandable_blockquote",
    "hashtag",
    "mention",
    "phone_number",
    "text_mention",
    "url",
}


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_text(
    text: str, parse_mode: str | None, entities: list[Entity] | None
) -> tuple[str, list[Entity]]:
    """The text as it is shown, and its entities; raises Refused where the markup is wrong.

    Of the ways to mark up a text, HTML and entities are known.
    """
    if (parse_mode or "").lower() not in {"", "html"}:
        raise bad("unsupported parse_mode")
    text = _BLANKED.sub(" ", _DROPPED.sub("", text))
    if parse_mode:
        text, entities = parse_html(text)
    else:
        _check_entities(text, entities or [])
    shown, kept = _stripped(text, entities or [])
    return shown, sorted(
        [*kept, *_noticed(shown, kept)], key=lambda entity: (entity["offset"], -entity["length"])
    )


def found_entities(text: str) -> list[Entity]:
    """The commands, mentions and addresses that Telegram marks by itself."""
    return [
        {
            "type": str(match.lastgroup),
            "offset": units(text[: match.start()]),
            "length": units(match[0]),
        }
        for match in _FOUND.finditer(text)
    ]


def _stripped(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the end, and at the beginning up to the first entity."""
    text = text.rstrip()
    lead = min([len(text) - len(text.lstrip()), *(entity["offset"] for entity in entities)])
    length = units(text) - lead
    moved = [{**entity, "offset": entity["offset"] - lead} for entity in entities]
    kept = [
        {**e, "length": min(e["length"], length - e["offset"])}
        for e in moved
        if e["offset"] < length
    ]
    return text[lead:], kept


def _noticed(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [
        (e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in {"text_link", "code", "pre", "url"}
    ]
    return [
        e
        for e in found_entities(text)
        if not any(start <= e["offset"] < end for start, end in taken)
    ]


def _check_entities(text: str, entities: list[Entity]) -> None:
    length = units(text)
    for entity in entities:
        if entity.get("type") not in _TYPES:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        _check_place(entity["offset"], entity["offset"] + entity["length"], length)
        if entity["type"] == "text_link":
            check_url(entity.get("url", ""), "entity URL")


def _check_place(start: int, end: int, length: int) -> None:
    if start < 0:
        raise bad(f"receive an entity with incorrect offset {start}")
    if start > length:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
