"""Customers at the console."""

import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from devtools.wechat import StandIn
from tests.types import AsUser, OpenConsole

PHONE = "13812345678"


async def test_masked_unless_somebody_looks_behind_the_mask(
    console: OpenConsole, database: Database, as_user: AsUser, wechat: StandIn
) -> None:
    person = await as_user(consents=("phone",))
    code = wechat.issue_code("小明", phone=PHONE)
    (await person.client.post("/me/phone", json={"code": code})).raise_for_status()
    reader = await console("identity.read")
    for page in ("customers/list", f"customers/detail?pk={person.id}"):
        text = await reader.text(page)
        assert "138****5678" in text
        assert PHONE not in text
        assert "手机号" in text
    assert f"detail?pk={person.id}" in await reader.text("customers/list", q=PHONE)
    assert "没有符合条件的内容" in await reader.text("customers/list", q=PHONE[:6])
    manager = await console("identity.read", "personal.reveal")
    assert PHONE not in await manager.text("customers/list")
    looked = sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == "personal.reveal")
    async with database.read() as session:
        assert await session.scalar(looked) == 0
    assert PHONE in await manager.text("customers/detail", pk=person.id)
    async with database.read() as session:
        assert await session.scalar(looked) == 1


async def test_only_for_those_who_may(console: OpenConsole, as_user: AsUser) -> None:
    person = await as_user()
    stranger = await console("order.read")
    assert (await stranger.get("customers/list")).status_code == 403
    assert (await stranger.get("customers/detail", pk=person.id)).status_code == 403
    assert (await stranger.get("_api/customers/relation-lookup", q="微信")).status_code == 403
