"""How the server says no: a code, Telegram's own words, and what they carry."""

from typing import Any


class Refused(Exception):
    """A call that Telegram would not do; becomes the error answer of the Bot API."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(f"{code} {description}")
        self.code, self.description, self.parameters = code, description, parameters

    def as_json(self) -> dict[str, Any]:
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return {**answer, "parameters": self.parameters} if self.parameters else answer


def bad(why: str) -> Refused:
    """400 with "Bad Request: " before the reason."""
    return Refused(400, f"Bad Request: {why}")


def flooded(seconds: int) -> Refused:
    """429: this chat has to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
