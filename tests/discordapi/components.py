"""What Discord refuses in rows of buttons, in menus and in forms."""

from typing import Any

from tests.discordapi.errors import invalid

Json = dict[str, Any]
ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
ROWS, BUTTONS, OPTIONS, LABEL, CUSTOM_ID = 5, 5, 25, 80, 100
_LINK_STYLE = 5


def check_components(rows: list[Json]) -> None:
    """Refuses rows that are too many, too full, or whose custom ids are not each other's
    strangers.
    """
    if len(rows) > ROWS:
        raise invalid("components", f"Must be {ROWS} or fewer in length.")
    seen: set[str] = set()
    for number, row in enumerate(rows):
        at = f"components.{number}"
        if row.get("type") != ROW:
            raise invalid(f"{at}.type", f"Value must be one of ({ROW},).")
        _check_row(row.get("components") or [], f"{at}.components", seen)


def check_modal(form: Json) -> None:
    """Refuses a form without a title, or with fields that are no text fields."""
    _length(form.get("title", ""), 1, 45, "title")
    _length(form.get("custom_id", ""), 1, CUSTOM_ID, "custom_id")
    rows = form.get("components") or []
    if not 1 <= len(rows) <= ROWS:
        raise invalid("components", f"Must be between 1 and {ROWS} in length.")
    for number, one in enumerate(inputs(rows)):
        if one.get("type") != INPUT:
            raise invalid(f"components.{number}.type", "Value must be a text input.")
        _length(one.get("custom_id", ""), 1, CUSTOM_ID, f"components.{number}.custom_id")
        _length(one.get("placeholder") or "", 0, 100, f"components.{number}.placeholder")


def inputs(rows: list[Json]) -> list[Json]:
    """The fields of a form, whether they stand in rows or under labels."""
    return [
        child for row in rows for child in (row.get("components") or [row.get("component") or row])
    ]


def _check_row(items: list[Json], at: str, seen: set[str]) -> None:
    if not 1 <= len(items) <= BUTTONS:
        raise invalid(at, f"Must be between 1 and {BUTTONS} in length.")
    for number, item in enumerate(items):
        if item.get("type") == BUTTON:
            _check_button(item, f"{at}.{number}")
        elif item.get("type") == SELECT and len(items) == 1:
            _check_select(item, f"{at}.{number}")
        else:
            raise invalid(f"{at}.{number}.type", "This component does not belong here.")
        custom_id = item.get("custom_id")
        if custom_id in seen:
            raise invalid(f"{at}.{number}.custom_id", "Component custom id cannot be duplicated")
        if custom_id is not None:
            seen.add(custom_id)


def _check_button(button: Json, at: str) -> None:
    _length(button.get("label") or "", 0, LABEL, f"{at}.label")
    if not button.get("label") and not button.get("emoji"):
        raise invalid(f"{at}.label", "A button must have a label or emoji")
    if button.get("style") == _LINK_STYLE:
        if not str(button.get("url", "")).startswith(("http://", "https://", "discord://")):
            raise invalid(f"{at}.url", "Not a well formed URL.")
        _length(button["url"], 1, 512, f"{at}.url")
    else:
        _length(button.get("custom_id") or "", 1, CUSTOM_ID, f"{at}.custom_id")


def _check_select(select: Json, at: str) -> None:
    _length(select.get("custom_id") or "", 1, CUSTOM_ID, f"{at}.custom_id")
    _length(select.get("placeholder") or "", 0, 150, f"{at}.placeholder")
    options = select.get("options") or []
    if not 1 <= len(options) <= OPTIONS:
        raise invalid(f"{at}.options", f"Must be between 1 and {OPTIONS} in length.")
    if len({option.get("value") for option in options}) != len(options):
        raise invalid(f"{at}.options", "The specified option value is already used")
    for number, option in enumerate(options):
        for part, least in (("label", 1), ("value", 1), ("description", 0)):
            _length(option.get(part) or "", least, 100, f"{at}.options.{number}.{part}")


def _length(text: str, least: int, most: int, at: str) -> None:
    if not least <= len(text.encode("utf-16-le", "surrogatepass")) // 2 <= most:
        raise invalid(at, f"Must be between {least} and {most} in length.")
