"""A server on this machine that speaks as a model's does: it says what a test wants said, and keeps
what it was asked.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HANGS = 20.0  # seconds at most; a test lets go long before
Asked = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What the server sends back; ``hangs``: nothing at all until the test is over; ``after``:
    seconds it takes.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    after: float = 0.0


def completion(content: str | None, finish: str | None = "stop", **message: Any) -> Said:
    """A completion as the protocol has it, with that content."""
    said = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "finish_reason": finish, "message": said, "logprobs": None}
    return Said(
        json.dumps(
            {
                "id": "c-1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
        ).encode()
    )


def reading(**fields: Any) -> Said:
    """A completion whose content is a reading."""
    return completion(json.dumps(fields))


def failure(status: int, code: str | None = None, message: str = "no", **headers: str) -> Said:
    """An error as the protocol has it."""
    error = {"message": message, "type": "error", "param": None, "code": code}
    return Said(
        json.dumps({"error": error}).encode(),
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
    )


HANG = Said(hangs=True)


@dataclass
class ModelWire:
    """The server's address, what it says (``says`` is asked for every question) and what it was
    asked.
    """

    url: str
    says: Callable[[Asked], Said] = lambda _: reading(intent="unclear")
    asked: list[Asked] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def will_say(self, *said: Said) -> None:
        """Say these, one after the other, the last one for ever."""
        left = list(said)
        self.says = lambda _: left.pop(0) if len(left) > 1 else left[0]

    @property
    def sentences(self) -> list[str]:
        """The sentences it was asked to read."""
        return [data_of(asked)["sentence"] for asked in self.asked]


def data_of(asked: Asked) -> dict[str, Any]:
    """What stands between the marks of a question."""
    fenced = asked["messages"][1]["content"]
    assert fenced.startswith("<data>\n")
    assert fenced.endswith("\n</data>")
    data: dict[str, Any] = json.loads(fenced.removeprefix("<data>\n").removesuffix("\n</data>"))
    return data


@contextmanager
def model_wire() -> Iterator[ModelWire]:
    """A running server."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.wire = ModelWire(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.wire
    finally:
        server.wire.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    wire: ModelWire

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on us is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        wire = self.server.wire
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        wire.asked.append(asked)
        self._answer(wire.says(asked))

    def do_GET(self) -> None:
        models = [
            {"id": name, "object": "model", "created": 1, "owned_by": "us"}
            for name in ("small", "large")
        ]
        self._answer(Said(json.dumps({"object": "list", "data": models}).encode()))

    def _answer(self, said: Said) -> None:
        wire = self.server.wire
        wire.paths.append(self.path)
        wire.headers.append({name.casefold(): value for name, value in self.headers.items()})
        if said.hangs or said.after:
            wire.over.wait(_HANGS if said.hangs else said.after)
        if said.hangs:
            self.close_connection = True
            return
        self.send_response(said.status)
        for name, value in (
            {"Content-Type": "application/json", "Content-Length": str(len(said.body))}
            | said.headers
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests keep quiet."""
