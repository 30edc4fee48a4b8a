"""A command as somebody fills it in: only what is registered can be said."""

from typing import Any

from tests.discordapi.places import Json

_STRING, _INTEGER, _BOOLEAN, _NUMBER = 3, 4, 5, 10
_TYPES: dict[int, type | tuple[type, ...]] = {
    _STRING: str,
    _INTEGER: int,
    _BOOLEAN: bool,
    _NUMBER: (int, float),
}


def chosen(commands: list[Json], name: str, context: int) -> Json:
    """The registered command of that name, in whatever language; fails where it is not offered in
    that context.
    """
    names = [command["name"] for command in commands]
    found = next(
        (
            one
            for one in commands
            if name in {one["name"], *(one.get("name_localizations") or {}).values()}
        ),
        None,
    )
    assert found, f"no command /{name} among {names}"
    assert context in (found.get("contexts") or [0]), (
        f"/{name} is not offered here: {found.get('contexts')}"
    )
    return found


def options_of(command: Json, given: dict[str, Any], *, typing: bool = False) -> list[Json]:
    """The options as the bot is told them; fails where the command has none such, or takes no such
    value.
    """
    known = {option["name"]: option for option in command.get("options") or []}
    assert set(given) <= set(known), f"/{command['name']} has no options {set(given) - set(known)}"
    missing = [
        name for name, option in known.items() if option.get("required") and name not in given
    ]
    assert typing or not missing, f"/{command['name']} needs {missing}"
    return [_option(known[name], value, typing) for name, value in given.items()]


def _option(option: Json, value: Any, typing: bool) -> Json:
    name = option["name"]
    assert isinstance(value, _TYPES[option["type"]]), f"{name} takes no {value!r}"
    if typing:
        assert option.get("autocomplete"), f"nothing is offered for {name}"
        return {"name": name, "type": option["type"], "value": value}
    if choices := option.get("choices"):
        offered = {choice["name"]: choice["value"] for choice in choices}
        value = offered.get(value, value)
        assert value in offered.values(), f"{name} takes one of {list(offered)}"
    if isinstance(value, str):
        assert option.get("min_length", 0) <= len(value) <= option.get("max_length", 6_000), (
            f"{name} is too short or too long"
        )
    else:
        assert option.get("min_value", value) <= value <= option.get("max_value", value), (
            f"{name} is out of range"
        )
    return {"name": name, "type": option["type"], "value": value}
