"""One change, heard of by several workers at once, is one push; an answer meanwhile counts for nothing but its own."""

import httpx

from app.contracts.catalog import SkuChanged
from app.core.database import Database
from app.modules.device.api import DONE, CommandEnded
from app.modules.price_tag import pushing
from tests.catalog.factory import spu
from tests.price_tag.tags import bound, commands, esl, reprice, tag, to_do
from tests.racing import race

PROCESSES = 4


async def hear(database: Database, sku_id: int, spu_id: int) -> None:
    async with database.begin() as session:
        await pushing.on_changed(session, SkuChanged(sku_id, spu_id))


async def act(database: Database, what: str, first: int, second: int) -> None:
    if what == "changed":
        await hear(database, first, second)
        return
    async with database.begin() as session:
        await pushing.on_ended(session, CommandEnded(first, second, DONE))


async def test_a_change_is_one_version(database: Database, client: httpx.AsyncClient) -> None:
    device, made = await esl(database, client), await spu(database)
    tag_id = await bound(database, device, made.sku_id)
    await reprice(database, made.sku_id, 5000)
    await race(database, hear, [[(made.sku_id, made.id)] * 5 for _ in range(PROCESSES)])
    assert (await tag(database, tag_id)).version == 2
    assert [one["version"] for one in await commands(database)] == [1, 2]


async def test_an_answer_and_a_change_at_once(database: Database, client: httpx.AsyncClient) -> None:
    """Whichever is first: in the end the new price is on its way, and not yet shown."""
    for number in range(3):
        device, made = await esl(database, client, f"esl-{number}"), await spu(database)
        tag_id = await bound(database, device, made.sku_id)
        (told,) = await to_do(client, device)
        await reprice(database, made.sku_id, 5000)
        calls = [[("ended", device.id, told["id"])] * 3, [("changed", made.sku_id, made.id)] * 3]
        await race(database, act, calls)
        found = await tag(database, tag_id)
        assert (found.status, found.version) == ("sent", 2)
        assert found.shown in {0, 1}
