"""From what the bot sends to what a message holds."""

from typing import Any

from tests.discordapi.bodies import Files, names_of
from tests.discordapi.places import Json, Post
from tests.discordapi.rules import check_message
from tests.discordapi.world import World

_PARTS = ("content", "embeds", "components")


def content_of(world: World, body: Json, files: Files, post: Post | None = None) -> Json:
    """The parts of a message that a body sets; raises Refused where they break a rule.

    Attachments that a change does not name are taken away; where it names none at all, they stay.
    """
    check_message(body, names_of(body, files))
    content = {
        part: body[part] or ("" if part == "content" else []) for part in _PARTS if part in body
    }
    if files or "attachments" in body:
        content["attachments"] = _attachments(world, body, files, post)
    if "embeds" in content:
        attached = content.get("attachments", post.fields["attachments"] if post else [])
        content["embeds"] = [_shown(embed, attached) for embed in content["embeds"]]
    return content


def _attachments(world: World, body: Json, files: Files, post: Post | None) -> list[Json]:
    kept = {str(one["id"]) for one in body.get("attachments") or []}
    old = [one for one in (post.fields["attachments"] if post else []) if one["id"] in kept]
    return [*old, *(_uploaded(world, name, content) for name, content in files.values())]


def _uploaded(world: World, name: str, content: bytes) -> Json:
    number = world.snowflake()
    url = f"https://cdn.invalid/attachments/{number}/{name}"
    return {"id": number, "filename": name, "size": len(content), "url": url, "proxy_url": url}


def _shown(embed: Json, attachments: list[Json]) -> Json:
    """The embed as it is given back: pictures that were uploaded with it have an address."""
    urls = {f"attachment://{one['filename']}": one["url"] for one in attachments}

    def placed(part: Any) -> Any:
        return (
            {**part, "url": urls.get(part["url"], part["url"])}
            if isinstance(part, dict) and "url" in part
            else part
        )

    return {"type": "rich", **{name: placed(part) for name, part in embed.items()}}
