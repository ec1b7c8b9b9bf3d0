"""A price is shown when the tag says so; the newest is the one that counts."""

from typing import Any

import httpx
import pytest

from app.contracts.catalog import SkuChanged
from app.core.database import Database
from app.modules.device import presence
from app.modules.price_tag import pushing
from tests.catalog.factory import spu, spu_body
from tests.price_tag.tags import TAGS, TYPES, Shown, bound, commands, esl, reprice, says, tag, to_do
from tests.types import AsStaff, Configure, DrainJobs, Hand


async def test_shown_when_the_tag_says_so(database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs) -> None:
    device, sku_id = await esl(database, client), (await spu(database, price_fen=6800)).sku_id
    tag_id = await bound(database, device, sku_id)
    (first,) = await to_do(client, device)
    assert (first["command"], first["params"]) == ("show", {"price": "¥68.00", "name": "西湖龙井", "version": 1})
    assert await tag(database, tag_id) == Shown("sent", 1, 0)
    await says(client, device, first["id"], note="ok")
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("shown", 1, 1, "ok")
    await reprice(database, sku_id, 5990)
    assert await tag(database, tag_id) == Shown("shown", 1, 1, "ok")  # nothing waits for the tag
    await drain_jobs()
    (second,) = await to_do(client, device)
    assert (second["params"]["price"], second["params"]["version"]) == ("¥59.90", 2)
    await says(client, device, second["id"], ok=False, note="电量低")
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("refused", 2, 1, "电量低")


async def test_an_old_answer_does_not_count_for_a_new_price(
    database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs
) -> None:
    device, sku_id = await esl(database, client), (await spu(database)).sku_id
    tag_id = await bound(database, device, sku_id)
    (old,) = await to_do(client, device)
    for price_fen in (5000, 4000):
        await reprice(database, sku_id, price_fen)
    await drain_jobs()
    _, new = await to_do(client, device)
    assert (new["params"]["price"], new["params"]["version"]) == ("¥40.00", 2)  # what it costs by now
    await says(client, device, old["id"])
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("sent", 2, 0)
    await says(client, device, new["id"])
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("shown", 2, 2)


async def test_a_fact_told_twice_is_one_push(database: Database, client: httpx.AsyncClient) -> None:
    device, made = await esl(database, client), await spu(database)
    tag_id = await bound(database, device, made.sku_id)
    await reprice(database, made.sku_id, 5000)
    for _ in range(3):
        async with database.begin() as session:
            await pushing.on_changed(session, SkuChanged(made.sku_id, made.id))
    assert (await tag(database, tag_id)).version == 2
    assert len(await commands(database)) == 2


async def test_another_name_and_whatever_way_a_price_changes(
    database: Database, client: httpx.AsyncClient, as_staff: AsStaff, drain_jobs: DrainJobs
) -> None:
    staff = await as_staff("catalog.*")
    made = await spu(database, specs={"规格": ["50g", "100g"]})
    devices = [await esl(database, client, f"esl-{number}") for number in (1, 2)]
    tags = [await bound(database, *pair) for pair in zip(devices, made.sku_ids, strict=True)]
    before = (await staff.client.get(f"/staff/spus/{made.id}")).json()
    skus = [{name: sku[name] for name in ("code", "specs", "price_fen")} for sku in before["skus"]]
    said = spu_body(made.category_id, specs=before["specs"], skus=skus, version=before["version"])

    async def edit(**changes: Any) -> list[int]:  # noqa: ANN401  # JSON
        nonlocal said
        said = {**said, **changes}
        answer = (await staff.client.put(f"/staff/spus/{made.id}", json=said)).raise_for_status()
        said = {**said, "version": answer.json()["version"]}
        await drain_jobs()
        return [(await tag(database, tag_id)).version for tag_id in tags]

    assert await edit(subtitle="新茶") == [1, 1]
    assert await edit(name="狮峰龙井") == [2, 2]
    assert await edit(skus=[skus[0], {**skus[1], "price_fen": 9900}]) == [2, 3]
    answer = await staff.client.put(f"/staff/skus/{made.sku_ids[0]}/price", json={"price_fen": 100})
    answer.raise_for_status()
    await drain_jobs()
    assert [(await tag(database, tag_id)).version for tag_id in tags] == [3, 3]
    shown = [one["params"] for device in devices for one in (await to_do(client, device))[-1:]]
    assert [(one["name"], one["price"]) for one in shown] == [("狮峰龙井 5", "¥1.00"), ("狮峰龙井 1", "¥99.00")]


async def test_a_variant_that_is_made_again(
    database: Database, client: httpx.AsyncClient, as_staff: AsStaff, drain_jobs: DrainJobs
) -> None:
    """It may cost something else than when it was retired."""
    staff, made = await as_staff("catalog.*"), await spu(database, specs={"规格": ["50g", "100g"]})
    device = await esl(database, client)
    tag_id = await bound(database, device, made.sku_ids[1])
    before = (await staff.client.get(f"/staff/spus/{made.id}")).json()
    skus = [{name: sku[name] for name in ("code", "specs", "price_fen")} for sku in before["skus"]]
    version = before["version"]
    for left, price_fen in ((1, 0), (2, 1200)):
        wanted = [skus[0], {**skus[1], "price_fen": price_fen}][:left]
        said = spu_body(made.category_id, specs=before["specs"], skus=wanted, version=version)
        version = (await staff.client.put(f"/staff/spus/{made.id}", json=said)).raise_for_status().json()["version"]
    await drain_jobs()
    assert (await tag(database, tag_id)).version == 2
    assert (await to_do(client, device))[-1]["params"]["price"] == "¥12.00"


async def test_offline_it_is_told_when_it_is_back(
    database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs, clock_hand: Hand
) -> None:
    device, sku_id = await esl(database), (await spu(database)).sku_id
    tag_id = await bound(database, device, sku_id)
    assert (await tag(database, tag_id), await commands(database)) == (Shown("waiting", 1, 0), [])
    await device.tells(client, battery=80)
    await drain_jobs()
    (first,) = await to_do(client, device)
    await says(client, device, first["id"])
    await drain_jobs()
    clock_hand.advance(hours=1)
    async with database.begin() as session:
        await presence.sweep(session, {})
    await reprice(database, sku_id, 5000)
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("waiting", 2, 1)
    await device.tells(client, battery=80)
    await drain_jobs()
    (second,) = await to_do(client, device)
    assert second["params"]["version"] == 2


async def test_without_an_answer_it_is_told_again_for_a_while(
    database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
) -> None:
    configure("price_tag", late_after="60s")
    device, sku_id = await esl(database, client), (await spu(database)).sku_id
    tag_id = await bound(database, device, sku_id)
    for seconds, sent, status in ((29, 1, "sent"), (1, 2, "sent"), (30, 2, "expired"), (300, 2, "expired")):
        clock_hand.advance(seconds=seconds)
        await drain_jobs()
        assert (len(await commands(database)), (await tag(database, tag_id)).status) == (sent, status)
    assert {one["version"] for one in await commands(database)} == {1}


async def test_a_tag_that_takes_only_a_price(
    database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs, configure: Configure
) -> None:
    device, sku_id = await esl(database, type="plain"), (await spu(database, price_fen=6800)).sku_id
    await device.tells(client)
    tag_id = await bound(database, device, sku_id)
    assert await commands(database) == [{"text": "¥68.00"}]
    await reprice(database, sku_id, 123_456)  # longer than it can show
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("refused", 2, 0, "命令的参数有误")
    configure("price_tag", tags={"esl": TAGS["esl"]})
    await reprice(database, sku_id, 100)
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("refused", 3, 0, "这种设备没有这个命令")
    assert len(await commands(database)) == 1


@pytest.mark.parametrize("types", [{}, {"esl": {**TYPES["esl"], "commands": {}}}])
async def test_a_type_that_is_there_no_more(
    database: Database, client: httpx.AsyncClient, drain_jobs: DrainJobs, configure: Configure, types: dict[str, Any]
) -> None:
    device, sku_id = await esl(database, client), (await spu(database)).sku_id
    tag_id = await bound(database, device, sku_id)
    configure("device", types=types)
    await reprice(database, sku_id, 100)
    await drain_jobs()
    assert await tag(database, tag_id) == Shown("refused", 2, 0, "这种设备没有这个命令")
