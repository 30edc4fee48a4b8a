"""What Discord refuses in a tree of commands."""

import unicodedata
from typing import Any

from tests.discordapi.errors import invalid

Json = dict[str, Any]
COMMANDS, OPTIONS, CHOICES, TEXT, TOTAL = 100, 25, 25, 100, 8_000
_LOCALES = frozenset({"en-US", "en-GB", "fr", "de", "es-ES", "es-419", "it", "ja", "pt-BR"})


def check_commands(commands: list[Json]) -> None:
    """Refuses a tree that Discord would not register."""
    if len(commands) > COMMANDS:
        raise invalid("", f"Must be {COMMANDS} or fewer in length.")
    names = [command.get("name") for command in commands]
    for number, command in enumerate(commands):
        _check_named(command, str(number))
        _check_options(command.get("options") or [], f"{number}.options")
        if names.count(command["name"]) > 1:
            raise invalid(f"{number}.name", "Application command names must be unique")
        if not set(command.get("contexts") or [0]) <= {0, 1, 2}:
            raise invalid(f"{number}.contexts", "Value must be one of (0, 1, 2).")
        if not set(command.get("integration_types") or [0]) <= {0, 1}:
            raise invalid(f"{number}.integration_types", "Value must be one of (0, 1).")
        if _words(command) > TOTAL:
            raise invalid(
                str(number), f"Application command must not be over {TOTAL} in combined length"
            )


def _check_options(options: list[Json], at: str) -> None:
    if len(options) > OPTIONS:
        raise invalid(at, f"Must be {OPTIONS} or fewer in length.")
    optional = False
    for number, option in enumerate(options):
        _check_named(option, f"{at}.{number}")
        if option.get("required") and optional:
            raise invalid(
                f"{at}.{number}", "Required options must be placed before non-required options"
            )
        optional = optional or not option.get("required")
        if option.get("autocomplete") and option.get("choices"):
            raise invalid(f"{at}.{number}.choices", "Autocomplete must be disabled for choices")
        _check_choices(option.get("choices") or [], f"{at}.{number}.choices")


def _check_choices(choices: list[Json], at: str) -> None:
    if len(choices) > CHOICES:
        raise invalid(at, f"Must be {CHOICES} or fewer in length.")
    for number, choice in enumerate(choices):
        for name in (
            choice.get("name", ""),
            *(choice.get("name_localizations") or {}).values(),
            str(choice.get("value", "")),
        ):
            if not 1 <= len(name) <= TEXT:
                raise invalid(f"{at}.{number}", f"Must be between 1 and {TEXT} in length.")


def check_autocomplete(choices: list[Json]) -> None:
    """Refuses what is offered while somebody types."""
    _check_choices(choices, "data.choices")


def _check_named(thing: Json, at: str) -> None:
    for locale, name in {
        "": thing.get("name", ""),
        **(thing.get("name_localizations") or {}),
    }.items():
        _check_locale(locale, at)
        if not (1 <= len(name) <= 32 and all(map(_in_name, name)) and name == name.lower()):
            raise invalid(f"{at}.name", "Command name is invalid")
    for locale, words in {
        "": thing.get("description", ""),
        **(thing.get("description_localizations") or {}),
    }.items():
        _check_locale(locale, at)
        if not 1 <= len(words) <= TEXT:
            raise invalid(f"{at}.description", f"Must be between 1 and {TEXT} in length.")


def _check_locale(locale: str, at: str) -> None:
    if locale and locale not in _LOCALES:
        raise invalid(f"{at}.name_localizations", f"{locale} is no locale")


def _in_name(letter: str) -> bool:
    return letter in "-_'" or unicodedata.category(letter)[0] in "LN"


def _words(command: Json) -> int:
    own = len(command["name"]) + len(command.get("description", ""))
    return (
        own
        + sum(_words(option) for option in command.get("options") or [])
        + sum(
            len(choice["name"]) + len(str(choice["value"]))
            for choice in command.get("choices") or []
        )
    )
