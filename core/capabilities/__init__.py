"""Everything the bot can do, and what follows from it."""

from core.capabilities.account import ACCOUNT
from core.capabilities.browsing import BROWSING
from core.capabilities.linking import LINKING
from core.capabilities.lists import LISTS
from core.capabilities.lookup import LOOKUP
from core.capabilities.marking import MARKING
from core.capabilities.ratings import RATINGS
from core.capabilities.smalltalk import SMALLTALK
from core.capabilities.suggesting import SUGGESTING
from core.capability import Capability
from core.clock import Clock, utc_now
from core.dialogue.apologies import PURGE_FAILED
from core.dialogue.commands import Command
from core.dialogue.conversation import Conversation, Topic
from core.dialogue.files import FileTakers
from core.dialogue.inbox import PURGE_INBOX
from core.dialogue.links import Links
from core.dialogue.outbox import PURGE_OUTBOX, Outbox
from core.dialogue.routing import Router
from core.dialogue.turn import Understander
from core.events import PURGE_EVENTS, Events
from core.films.finding.catalogue import Catalogue
from core.films.sources.keeping import EXPIRE_TITLES, PURGE_ANSWERS
from core.films.sources.refreshing import REFRESH_TITLE
from core.jobs import JobKind
from core.library.journal import Undoables
from core.presentation.browsing import Browser
from core.presentation.cards import CardRows
from core.presentation.focus import focused
from core.presentation.following import AfterMarks
from core.presentation.settings import SettingsLines
from core.presentation.storage import PURGE_SHELVES
from core.storage.store import Services, Store

CAPABILITIES: tuple[Capability, ...] = (
    SMALLTALK,
    SUGGESTING,
    BROWSING,
    LOOKUP,
    MARKING,
    LISTS,
    RATINGS,
    ACCOUNT,
    LINKING,
)

ROUTER = Router(route for capability in CAPABILITIES for route in capability.routes)
COMMANDS: dict[str, Command] = {
    command.key: command for capability in CAPABILITIES for command in capability.commands
}
LINKS = Links(form for capability in CAPABILITIES for form in capability.links)
JOBS: tuple[JobKind, ...] = (
    EXPIRE_TITLES,
    REFRESH_TITLE,
    PURGE_ANSWERS,
    PURGE_EVENTS,
    PURGE_FAILED,
    PURGE_INBOX,
    PURGE_OUTBOX,
    PURGE_SHELVES,
    *(job for capability in CAPABILITIES for job in capability.jobs),
)
_AFTER_MARKS = AfterMarks(offer for capability in CAPABILITIES for offer in capability.offers)
_EVENTS = Events(listener for capability in CAPABILITIES for listener in capability.listens)
_UNDOABLES = Undoables(kind for capability in CAPABILITIES for kind in capability.undoes)
_OUTBOX = Outbox(ROUTER)
_BROWSER = Browser(picker for capability in CAPABILITIES for picker in capability.pickers)
_CARDS = CardRows(buttons for capability in CAPABILITIES for buttons in capability.cards)
_FILES = FileTakers(taker for capability in CAPABILITIES for taker in capability.files)
_SETTINGS = SettingsLines(line for capability in CAPABILITIES for line in capability.settings)


def services(store: Store, *parts: object) -> Services:
    """What handlers and actions work with: what the capabilities declare, and further parts."""
    return Services(
        store, LINKS, _CARDS, _SETTINGS, _FILES, _AFTER_MARKS, _EVENTS, _UNDOABLES, _OUTBOX, *parts
    )


def conversation(
    store: Store,
    understander: Understander,
    *parts: object,
    default_language: str = "en",
    default_region: str | None = None,
    clock: Clock = utc_now,
) -> Conversation:
    """The whole bot, upon a store and the parts its handlers work with."""
    held = services(store, *parts)
    return Conversation(
        store,
        ROUTER,
        understander,
        held,
        Topic(_BROWSER.cards, held.of(Catalogue).references.spelled_out, focused),
        default_language,
        default_region,
        clock,
    )
