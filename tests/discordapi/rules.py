"""What Discord refuses in a message: too long, too many, empty, or pointing nowhere."""

from itertools import chain
from typing import Any

from tests.discordapi.components import check_components
from tests.discordapi.errors import Refused, invalid

Json = dict[str, Any]
CONTENT, EMBEDS, EMBED_TOTAL, FIELDS, FILES = 2_000, 10, 6_000, 25, 10
_EMBED = {"title": 256, "description": 4_096}
_LINKS = ("http://", "https://")


def length(text: str) -> int:
    """What Discord's clients count: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_message(message: Json, files: list[str]) -> None:
    """Refuses a message that Discord would not show; ``files`` are the names of what was uploaded
    with it.
    """
    _within(message.get("content") or "", CONTENT, "content")
    embeds = message.get("embeds") or []
    if len(embeds) > EMBEDS:
        raise invalid("embeds", f"Must be {EMBEDS} or fewer in length.")
    for number, embed in enumerate(embeds):
        _check_embed(embed, f"embeds.{number}", files)
    if sum(map(_words, embeds)) > EMBED_TOTAL:
        raise invalid("embeds", f"Embed size exceeds maximum size of {EMBED_TOTAL}")
    check_components(message.get("components") or [])
    _check_mentions(message.get("allowed_mentions"))
    if len(message.get("attachments") or []) > FILES:
        raise invalid("attachments", f"Must be {FILES} or fewer in length.")


def check_not_empty(message: Json) -> None:
    """Refuses a message with nothing in it."""
    if not any(message.get(part) for part in ("content", "embeds", "attachments", "components")):
        raise Refused(400, 50006, "Cannot send an empty message")


def _check_embed(embed: Json, at: str, files: list[str]) -> None:
    for part, limit in _EMBED.items():
        _within(embed.get(part) or "", limit, f"{at}.{part}")
    _within((embed.get("footer") or {}).get("text", ""), 2_048, f"{at}.footer.text")
    _within((embed.get("author") or {}).get("name", ""), 256, f"{at}.author.name")
    fields = embed.get("fields") or []
    if len(fields) > FIELDS:
        raise invalid(f"{at}.fields", f"Must be {FIELDS} or fewer in length.")
    for number, one in enumerate(fields):
        for part, limit in (("name", 256), ("value", 1_024)):
            if not one.get(part, "").strip():
                raise invalid(f"{at}.fields.{number}.{part}", "This field is required")
            _within(one[part], limit, f"{at}.fields.{number}.{part}")
    for part in ("image", "thumbnail"):
        if picture := embed.get(part):
            _check_picture(picture.get("url", ""), f"{at}.{part}.url", files)
    if embed.get("url") and not embed["url"].startswith(_LINKS):
        raise invalid(f"{at}.url", "Not a well formed URL.")


def _check_picture(url: str, at: str, files: list[str]) -> None:
    if url.startswith("attachment://"):
        if url.removeprefix("attachment://") not in files:
            raise invalid(at, "No such attachment.")
    elif not url.startswith(_LINKS):
        raise invalid(at, "Not a well formed URL.")


def _check_mentions(allowed: Json | None) -> None:
    if allowed is not None and not set(allowed.get("parse", [])) <= {"users", "roles", "everyone"}:
        raise invalid("allowed_mentions.parse", "Value must be one of users, roles, everyone.")


def _words(embed: Json) -> int:
    fields = chain.from_iterable(
        (one.get("name", ""), one.get("value", "")) for one in embed.get("fields") or []
    )
    parts = [
        embed.get("title"),
        embed.get("description"),
        (embed.get("footer") or {}).get("text"),
        *fields,
    ]
    return sum(length(part or "") for part in (*parts, (embed.get("author") or {}).get("name")))


def _within(text: str, limit: int, at: str) -> None:
    if length(text) > limit:
        raise invalid(at, f"Must be {limit} or fewer in length.")
