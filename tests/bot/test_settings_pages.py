"""docs/settings.md and .env.example say what Settings says."""

import pytest

from bot.settings import Settings
from tools.settings import FILES, main, sections, variables


def test_the_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_every_setting_stands_in_one_section() -> None:
    listed = [variable.name for _, within in sections() for variable in within]
    assert sorted(listed) == sorted(name.upper() for name in Settings.model_fields)


def test_every_setting_is_described_in_sentences() -> None:
    assert [each.name for each in variables() if not each.text.endswith(".")] == []


def test_the_page_shows_defaults() -> None:
    texts = {path.name: text() for path, text in FILES.items()}
    assert (
        "| `HTTP_PORT` | `8080` | The port for webhooks and health checks. |"
        in texts["settings.md"]
    )
    assert (
        "# The port for webhooks and health checks. Default: 8080.\nHTTP_PORT=\n"
        in (texts[".env.example"])
    )
