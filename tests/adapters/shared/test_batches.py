"""What many hand over at once is done together, and everybody learns how it went."""

import asyncio
from collections.abc import Sequence

from adapters.shared.batches import Batches


class Database:
    """Writes things down, slowly, and fails when it is told to."""

    def __init__(self) -> None:
        self.written: list[list[int]] = []
        self.fails = False

    async def write(self, things: Sequence[int]) -> int:
        await asyncio.sleep(0.01)
        if self.fails:
            raise OSError("full")
        self.written.append(list(things))
        return len(self.written)


async def test_what_comes_while_a_batch_is_under_way_is_in_the_next() -> None:
    database = Database()
    batches = Batches(database.write)
    results = await asyncio.gather(*(batches.do([number]) for number in range(5)))
    assert sorted(sum(database.written, [])) == list(range(5))
    assert len(database.written) < 5
    assert max(results) == len(database.written)


async def test_everybody_whose_things_were_not_written_is_told() -> None:
    database = Database()
    batches = Batches(database.write)
    database.fails = True
    doing = (batches.do([number]) for number in range(5))
    results = await asyncio.gather(*doing, return_exceptions=True)
    assert [type(result) for result in results] == [OSError] * 5
    database.fails = False
    assert await batches.do([5]) == 1


async def test_who_gives_up_takes_nobodys_things_along() -> None:
    database = Database()
    batches = Batches(database.write)
    first, second = (asyncio.create_task(batches.do([number])) for number in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert 1 in sum(database.written, [])
