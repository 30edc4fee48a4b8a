"""Conversations with the whole core, on the embedded catalogue."""

from collections.abc import Callable

import pytest

from core.conversation import Conversation
from core.movies.catalogue import Catalogue, load_names
from core.movies.recommender import Recommender
from core.storage.store import Store
from core.understanding import FirstOf
from core.understanding.commands import Commands
from core.understanding.offline import Offline
from tests.talk import Talk


@pytest.fixture
async def conversation(library: Store) -> Conversation:
    """The whole core, wired as the program wires it, without a model."""
    names = await load_names(library)
    understander = FirstOf([Commands(), Offline(names)])
    return Conversation(library, understander, Catalogue(library, names), Recommender(library))


@pytest.fixture
def talks(conversation: Conversation) -> Callable[..., Talk]:
    """Anyone who wants to talk."""
    return lambda user, language="en": Talk(conversation, user, language)


@pytest.fixture
def talk(talks: Callable[..., Talk]) -> Talk:
    """Somebody who speaks English."""
    return talks("ann")


@pytest.fixture
def other(talks: Callable[..., Talk]) -> Talk:
    """Somebody else."""
    return talks("bob")


@pytest.fixture
def parle(talks: Callable[..., Talk]) -> Talk:
    """Quelqu'un qui parle français."""
    return talks("zoe", "fr")


@pytest.fixture
def talk_unknown_language(talks: Callable[..., Talk]) -> Talk:
    """Somebody whose platform does not tell their language."""
    return talks("luc", None)
