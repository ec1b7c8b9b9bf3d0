"""Price tags at the console."""

import httpx
import sqlalchemy as sa

from app.core.database import Database
from app.modules.catalog.models import Sku
from app.modules.price_tag.models import PriceTag
from tests.catalog.factory import spu
from tests.price_tag.tags import bound, esl, tag
from tests.types import OpenConsole


async def code_of(database: Database, sku_id: int) -> str:
    async with database.read() as session:
        return (await session.get_one(Sku, sku_id)).code


async def test_bound_sent_again_and_unbound(
    console: OpenConsole, database: Database, client: httpx.AsyncClient
) -> None:
    one, two = await esl(database, client), await esl(database, code="esl-2", name="二号价签")
    made = await spu(database, specs={"规格": ["50g", "100g"]})
    codes = [await code_of(database, sku_id) for sku_id in made.sku_ids]
    boss, form = await console("price_tag.*"), {"device_id": str(one.id), "code": codes[0]}
    assert "价签与现价一致" in await boss.text("")
    assert "找不到这个规格的商品" in (await boss.post("price-tags/create", {**form, "code": "nothing"})).text
    assert (await boss.post("price-tags/create", form)).status_code == 303
    assert "已经绑定了商品" in (await boss.post("price-tags/create", form)).text
    assert (await boss.post("price-tags/create", {"device_id": str(two.id), "code": codes[1]})).status_code == 303
    async with database.read() as session:
        ids = (await session.scalars(sa.select(PriceTag.id).order_by(PriceTag.id))).all()
    shown = await boss.text("price-tags/list")
    for words in ("一号价签（esl-1）", "西湖龙井 50g", "¥68.00", "推送中", "0 / 1", "离线待推送"):
        assert words in shown
    for which in ("mismatched", "waiting"):
        listed = await boss.text("price-tags/list", which=which)
        assert "二号价签" in listed
        assert "一号价签（esl-1）</" not in listed
    assert "价签没有显示现价" in await boss.text("")
    assert "一号价签" in await boss.text("price-tags/list", q=codes[0])
    assert (await boss.post(f"price-tags/edit?pk={ids[0]}", {**form, "code": codes[1]})).status_code == 303
    assert "找不到这个规格的商品" in (await boss.post(f"price-tags/edit?pk={ids[0]}", {**form, "code": "nothing"})).text
    assert "已经绑定了商品" in (await boss.post(f"price-tags/edit?pk={ids[1]}", form)).text
    assert (await tag(database, ids[0])).version == 2
    assert (await boss.act("price-tags", ids[0], "send")).status_code == 200
    assert (await boss.act("price-tags", ids[1], "unbind")).status_code == 200
    assert "二号价签" not in await boss.text("price-tags/list")


async def test_who_may_only_look(console: OpenConsole, database: Database) -> None:
    tag_id = await bound(database, await esl(database), (await spu(database)).sku_id)
    reader = await console("price_tag.read")
    assert "一号价签" in await reader.text("price-tags/list")
    assert (await reader.get("price-tags/create")).status_code == 403
    for name in ("send", "unbind"):
        assert (await reader.act("price-tags", tag_id, name)).status_code == 400
    assert (await (await console("device.read")).get("price-tags/list")).status_code == 403
