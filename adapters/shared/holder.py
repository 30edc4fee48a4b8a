"""Who holds something in the database: a process of some machine, so that a dead one is known."""

import os
import secrets
import socket
from pathlib import Path

_PROCESS = secrets.token_hex(4)  # tells this process from an earlier one of the same number
_NAMESPACE = Path("/proc/self/ns/pid")  # within which Linux numbers processes


def _machine() -> str:
    """Where process numbers are comparable: containers may share the name of their host."""
    namespace = _NAMESPACE.readlink() if _NAMESPACE.is_symlink() else ""
    return f"{socket.gethostname()}/{namespace}"


def new_holder() -> str:
    """A name for something in this process that holds what only one may have."""
    return f"{_machine()} {os.getpid()} {_PROCESS} {secrets.token_hex(4)}"


def has_ended(holder: str) -> bool:
    """Whether the holder was a process of this machine that has ended."""
    machine, pid, process, _ = holder.split(" ")
    if machine != _machine():
        return False
    if int(pid) == os.getpid():
        return process != _PROCESS
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
