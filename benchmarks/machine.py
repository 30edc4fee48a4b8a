"""What the figures were measured on, and how much memory a process has."""

import os
import platform
import sqlite3
from pathlib import Path


def described() -> str:
    """The machine in one line."""
    cores = os.cpu_count()
    memory = _field("/proc/meminfo", "MemTotal")
    system = f"{platform.system()} {platform.release()}"
    return (
        f"{_processor()}, {cores} cores, {memory / 1024**2:.0f} GB, {system},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def resident() -> float:
    """Resident memory of this process in megabytes, without pages of files that are merely
    mapped.
    """
    return (
        _field("/proc/self/status", "RssAnon") + _field("/proc/self/status", "RssShmem")
    ) / 1024 + _code()


def resident_in_all() -> float:
    """Resident memory of this process in megabytes, mapped pages of the database included."""
    return _field("/proc/self/status", "VmRSS") / 1024


def _code() -> float:
    """Libraries: mapped too, but no program runs without them."""
    mapped = (
        Path("/proc/self/smaps").read_text().split("VmFlags:")
        if Path("/proc/self/smaps").exists()
        else []
    )
    pages = [part for part in mapped if ".so" in part or "/bin/python" in part]
    return sum(_kilobytes(part, "Rss") - _kilobytes(part, "Anonymous") for part in pages) / 1024


def _kilobytes(text: str, name: str) -> int:
    return next(
        (int(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name}:")), 0
    )


def _field(path: str, name: str) -> int:
    return _kilobytes(Path(path).read_text(), name) if Path(path).exists() else 0


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.processor(),
    )
