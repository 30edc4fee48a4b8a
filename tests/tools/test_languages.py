"""What a language's data files lack against English is listed."""

from pathlib import Path

import pytest

from tools.languages import main

ESPERANTO = str(Path(__file__).parents[1] / "conversations/eo")


def test_the_languages_of_the_program_lack_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_what_a_language_under_way_lacks_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eo", "--in", ESPERANTO]) == 1
    lacking = capsys.readouterr().out.splitlines()
    assert "eo: no phrase button.surprise" in lacking
    assert "eo: no section of words spelling" in lacking
    assert "eo: no word for genres western" in lacking
    assert "eo: no word for measures runtime_min" in lacking
    assert "eo: no sentence for mark status=later" in lacking
    assert "eo: no name of theme heist" in lacking
    assert not {"eo: no word for genres comedy", "eo: no phrase welcome"} & set(lacking)


def test_a_language_without_files_lacks_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xx"]) == 1
    lacking = capsys.readouterr().out.splitlines()
    assert lacking[:2] == ["xx: no file phrases.xx.toml", "xx: no file words.xx.toml"]
