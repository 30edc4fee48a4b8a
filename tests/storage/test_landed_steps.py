"""Steps that have landed: none is edited, and a database made by any of them comes to head."""

from hashlib import sha256
from importlib.resources import files

import pytest

from core.capabilities import conversation as conversation_with
from core.dialogue.conversation import Conversation
from core.films.finding.catalogue import Catalogue, load_names
from core.films.recommending.recommender import Recommender
from core.storage.migrate import migrate
from core.storage.schema import known_revisions
from core.storage.store import Store, open_store
from core.understanding.readers import Offline, rules
from tests.storage.old_schemas import at, build, differences
from tests.storage.shop import HEAT, entry, stock
from tests.talk import Talk

# A new step adds its line here when it lands. A line is never changed afterwards: databases out
# there have run the step as it was, so what is wrong with it is mended by another step.
LANDED = {
    "0001_titles.py": "5040816d6b6666de766368d8fba61384ea4bcd96f9b85f141ef1de1044fefead",
    "0002_credits.py": "4dfb3d55a5ef3be0a62d0b1af335339f66f20778f20d618b00e2df6dce3653eb",
    "0003_users.py": "06affae12802bb3ec6d0ee795a40b8bba2ff65583416b3e194cb27500dc6dd1c",
    "0004_search.py": "91d49411161dc05c8a30bb3cd91e29dbce433864c233fc84f6b37ba6bd3659d5",
    "0005_platforms.py": "56a21269b1d296b56eaaeff3a3d718925acfe81ef7d1be31fea2bb39a4731680",
    "0006_live.py": "678c1062704ba10d9f623a559e4ce7ebba8cca1132990dcf7b079f8df012e4ad",
    "0007_model_calls.py": "55eeb6790defb5d5340a4cede98b432eb0f46b3bbf4821d4570154016e7d0d8e",
    "0008_links.py": "ae11a23b5cac19ff75b13542abb59dd608e0594a092ba0f1620287a89ed2221d",
    "0009_standing.py": "271c5fc1b982829c5d45a28c6e01b90025607124128b1bbc3d82c331606e3a69",
    "0010_shelves_never.py": "0ccc6a33d0b3e57c17c6b335fc0b4a8c0dde3f73144171bd9a27fb7ad50ac487",
    "0011_titles_for_ever.py": "02d72196863c2731932b33f91bc639285c8816873cf602d2fba179607180e21f",
    "0012_identity_names.py": "709a74763b1d86ff0590a4c4d72de2483559b43e2e5cdd5142bc83f535ecc10a",
    "0013_jobs.py": "d014615727282edd2842adf32e821ab6000d92f22fd442655f02980e9f69a9df",
    "0014_inbox_lanes.py": "acec07840a5cc72e04cacc27e74c35e42a3edf8f72f487eece967c3d6d960232",
    "0015_expectations.py": "4fd499ec0a8511028400becaa38d61d09c20b3505ddb19455209f18b61474385",
    "0016_ratings.py": "36b9c9c3d90cf965afe02ca30f9f0209720aa17999c52f06bc94e130f78ff69e",
    "0017_changes_of_ratings.py": "a970d420f3ee2959bba5ce57d7a7b49ca319f7c37aae1f020f294dadfaef2ae4",
    "0018_delivery.py": "77c81053402da70dab1d3a4b4259d9ba71751fa677e6275ee4a98b97684a0d59",
    "0019_senders.py": "6a6394390b40f1d7d4e521f08bbd4c3d2d882defd7d537fe33c8e7728a4886f9",
    "0020_failed_messages.py": "a1722da162352d576adcc8068dbfe3ab9e1843880de2c9465575067ef2126324",
    "0021_edited_messages.py": "3186a4a682258c29d42e67d7288234c24358b501fc12d134fb3366d48916a213",
    "0022_sides_of_links.py": "4130f5fa1243e36d751ecf603d14b3de8f3b876d5d7558840c5ba0b1762408a3",
}

CASINO = entry("Casino", 112641, genres=["crime"], imdb_rating=8.2, imdb_votes=580_000)


def test_no_landed_step_was_edited() -> None:
    steps = files("migrations").joinpath("versions").iterdir()
    found = {step.name: sha256(step.read_bytes()).hexdigest() for step in steps if step.is_file()}
    del found["__init__.py"]
    assert found == LANDED, "Leave a landed step as it is, and mend it by a new one."


@pytest.mark.parametrize("revision", known_revisions())
async def test_a_database_of_any_step_comes_to_head_and_keeps_what_ann_has_seen(
    revision: str, empty_url: str
) -> None:
    marks_were_there = build(empty_url, at(revision), seen=("tt0113277",))  # Heat
    await migrate(empty_url)
    async with open_store(empty_url) as store:
        assert await store.write(differences) == []
        await stock(store, HEAT, CASINO)
        conversation = await _conversation(store)
        bob = await Talk(conversation, "bob").say("a crime film")
        assert bob.title == "Heat"
        ann = await Talk(conversation, "ann").say("a crime film")
        assert ann.title == ("Casino" if marks_were_there else "Heat")


async def _conversation(store: Store) -> Conversation:
    names = await load_names(store)
    understander = rules(Offline(names))
    return conversation_with(store, understander, Catalogue(store, names), Recommender(store))
