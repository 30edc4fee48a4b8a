"""Counting the files one message passes through."""

import importlib.util
import shutil
import threading
from pathlib import Path
from types import ModuleType

from tools.files_per_message import ROOT, files_entered, files_per_message, report


def _imported(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_calls_count_in_any_thread_and_imports_do_not(tmp_path: Path) -> None:
    names = ("called", "in_a_thread", "only_imported")
    for name in names:
        (tmp_path / f"{name}.py").write_text("def f():\n    return 1\n\nf()\n")
    with files_entered(tmp_path) as entered:
        called, in_a_thread, _ = (_imported(tmp_path / f"{name}.py") for name in names)
        assert entered == set()
        called.f()
        thread = threading.Thread(target=in_a_thread.f)
        thread.start()
        thread.join()
    assert entered == {tmp_path / "called.py", tmp_path / "in_a_thread.py"}
    called.f()
    assert len(entered) == 2


async def test_thanks_take_a_shorter_way_than_a_request(
    tmp_path: Path, library_template: Path
) -> None:
    shutil.copy(library_template, tmp_path / "unwatched.db")
    found = await files_per_message(["a comedy from the 90s", "thanks"], tmp_path)
    request, thanks = (set(files) for files in found.values())
    assert all((ROOT / file).is_file() and file.startswith("core/") for file in request | thanks)
    assert request & thanks
    assert len(thanks) < len(request)


def test_the_report_has_a_number_for_each_message_and_names_if_wanted() -> None:
    found = {"hello": ["core/a.py", "core/b.py"], "thanks": ["core/a.py"]}
    assert report(found, names=False) == "2 files: hello\n1 files: thanks"
    assert report({"thanks": ["core/a.py"]}) == "1 files: thanks\n    core/a.py"
