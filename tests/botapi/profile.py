"""What the bot says about itself: its commands per scope and language, its descriptions per
language.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.chats import Json
from tests.botapi.errors import bad
from tests.botapi.parameters import Parameters

COMMANDS, LINE = 100, 256
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}

Place = tuple[str, Any, Any, str]


@dataclass
class Profile:
    """Commands by (scope, chat, user, language); descriptions and short descriptions by
    language.
    """

    commands: dict[Place, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)

    def told(self, scope: str = "default", language: str = "") -> dict[str, str]:
        """The commands of a scope and language, with what they do."""
        return {
            c["command"]: c["description"]
            for c in self.commands.get((scope, None, None, language), [])
        }


def place(given: Parameters) -> Place:
    """Where commands belong; raises Refused for a scope or language there is not."""
    scope = given.get("scope") or {"type": "default"}
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return scope["type"], scope.get("chat_id"), scope.get("user_id"), language(given)


def language(given: Parameters) -> str:
    """The language a call is about, empty for all."""
    code: str = given.get("language_code") or ""
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad("invalid language code specified")
    return code


def check_commands(commands: list[Json]) -> list[Json]:
    """The commands, which may be written with their slash; raises Refused for those Telegram would
    not list.
    """
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return [_checked(command) for command in commands]


def _checked(command: Json) -> Json:
    name, description = command.get("command", "").removeprefix("/"), command.get("description", "")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= LINE:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
