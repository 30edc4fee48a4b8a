"""A capability that reads CSV files aloud, for tests of how files reach a capability."""

from dataclasses import dataclass, replace

from bot.app import App
from core.capabilities import ROUTER, conversation
from core.dialogue.files import FileTakers
from core.dialogue.intents import Intent
from core.dialogue.replies import Reply
from core.dialogue.routing import Router, route
from core.dialogue.turn import Turn, Upload


@dataclass(frozen=True, slots=True)
class Read(Intent):
    """Read a file."""

    name: str


async def read_file(intent: Read, turn: Turn) -> list[Reply]:
    """What the file says."""
    (file,) = turn.message.files
    content = b"".join([chunk async for chunk in file.chunks()])
    return [Reply(f"{intent.name}: {content.decode()}")]


def read_csv(file: Upload) -> Intent | None:
    """Takes CSV files."""
    return Read(file.name) if file.name.endswith(".csv") else None


READING = route(Read, read_file, name="read")


def reading_csv(app: App) -> App:
    """The program with this capability beside the others."""
    parts = (app.catalogue, app.recommender, FileTakers([read_csv]))
    talk = conversation(app.store, app.readers.auto, *parts)
    talk.router = Router([*ROUTER.routes, READING])
    return replace(app, conversation=talk)
