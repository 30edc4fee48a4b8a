"""How Discord says no: an HTTP status, a code of its own, a sentence, and where in a form the fault
is.
"""

from typing import Any


class Refused(Exception):
    """A request that is not done."""

    def __init__(self, status: int, code: int, message: str, at: str = "") -> None:
        self.status, self.code, self.message, self.at = status, code, message, at
        super().__init__(f"{status} {code} {message} {at}".strip())

    def as_json(self) -> dict[str, Any]:
        """The body of the answer; ``errors`` names the field, part by part."""
        body: dict[str, Any] = {
            "code": self.code,
            "message": "Invalid Form Body" if self.at else self.message,
        }
        if self.at:
            errors: Any = {"_errors": [{"code": "BASE_TYPE_BAD", "message": self.message}]}
            for part in reversed(self.at.split(".")):
                errors = {part: errors}
            body["errors"] = errors
        return body


def invalid(at: str, message: str) -> Refused:
    """A field of a form is wrong."""
    return Refused(400, 50035, message, at)


def unauthorized() -> Refused:
    """The token is none, or no longer one."""
    return Refused(401, 0, "401: Unauthorized")


def unknown(what: str) -> Refused:
    """Something that is not there."""
    return Refused(404, _UNKNOWN[what], f"Unknown {what}")


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
}
