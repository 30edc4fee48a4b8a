"""Step 0009 was edited after it had landed: databases made in between stood at 0009 without
``shelves.never``, and every request failed.
"""

from pathlib import Path

from bot.app import open_app
from bot.settings import Settings
from tests.storage.old_schemas import at_0009_as_it_first_landed, build, differences
from tests.talk import Talk

FILM = "Pulp Fiction"
PULP_FICTION = "tt0110912"


async def test_a_database_made_in_between_answers_and_keeps_its_marks(
    empty_url: str, tmp_path: Path
) -> None:
    build(empty_url, at_0009_as_it_first_landed, seen=(PULP_FICTION,))
    async with open_app(Settings(data_dir=tmp_path, database_url=empty_url)) as app:
        assert await app.store.write(differences) == []
        bob = await Talk(app.conversation, "bob").say("a film with John Travolta")
        assert bob.title == FILM
        ann = await Talk(app.conversation, "ann").say("a film with John Travolta")
        assert ann.title != FILM
        await ann.say("what have I seen?")
        ann.sees(FILM)
