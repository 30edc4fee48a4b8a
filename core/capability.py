"""What a capability declares: everything that belongs to it, in one value."""

from dataclasses import dataclass

from core.dialogue.commands import Command
from core.dialogue.files import FileTaker
from core.dialogue.links import LinkForm
from core.dialogue.routing import Route
from core.events import Listener
from core.jobs import JobKind
from core.library.journal import Undoable
from core.presentation.browsing import Picker
from core.presentation.cards import CardButtons
from core.presentation.following import AfterMark
from core.presentation.settings import SettingsLine


@dataclass(frozen=True, slots=True)
class Capability:
    """Something the bot can do.

    ``routes`` are its intents with their handlers, names and button codes; ``commands`` what can be
    asked with a slash; ``cards`` the buttons it adds to cards; ``pickers`` how its intents are
    answered with titles alone; ``settings`` what it adds to the settings; ``links`` how its intents
    stand in links to the bot; ``files`` which files it takes, and what they ask for; ``offers``
    what it offers once a title is marked; ``listens`` what follows from events; ``undoes`` the
    repositories whose changes an undo takes back; ``jobs`` its kinds of jobs. Its words and phrases
    stand beside it in ``words.<language>.toml`` and ``phrases.<language>.toml``.
    """

    name: str
    routes: tuple[Route, ...] = ()
    commands: tuple[Command, ...] = ()
    cards: tuple[CardButtons, ...] = ()
    pickers: tuple[Picker, ...] = ()
    settings: tuple[SettingsLine, ...] = ()
    links: tuple[LinkForm, ...] = ()
    files: tuple[FileTaker, ...] = ()
    offers: tuple[AfterMark, ...] = ()
    listens: tuple[Listener, ...] = ()
    undoes: tuple[type[Undoable], ...] = ()
    jobs: tuple[JobKind, ...] = ()
