"""The theme vocabulary's names, read from ``core/films/data/themes.toml``."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def theme_names() -> dict[str, dict[str, str]]:
    """Names by language of every theme of the vocabulary, by slug."""
    rows = tomllib.loads(files("core.films.data").joinpath("themes.toml").read_text("utf-8"))[
        "theme"
    ]
    return {
        row["slug"]: {key: value for key, value in row.items() if len(key) == 2} for row in rows
    }
