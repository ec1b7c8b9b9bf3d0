"""What staff see and do, and what their roles keep from them."""

import httpx
import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.aftersale.queries import PERMISSIONS
from tests.aftersale.factory import act, asked, bought, done, wish
from tests.catalog.factory import spu
from tests.keys import new_key
from tests.types import AsStaff, AsUser

ALL = {"aftersale.read", "aftersale.open", "aftersale.rules", *PERMISSIONS.values()}
BODIES: dict[str, dict[str, object]] = {
    "reject": {"reason": "不行"},
    "receive": {"sellable": True},
    "refuse": {"reason": "不行"},
    "reship": {"courier": "顺丰", "tracking_no": "SF12345"},
    "settle": {"note": "转账"},
}


@pytest.fixture
async def case(as_user: AsUser, database: Database) -> int:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    return await asked(person, order, "return_refund", 1)


async def test_anonymous(client: httpx.AsyncClient) -> None:
    assert (await client.get("/staff/aftersales")).status_code == 401


@pytest.mark.parametrize("action", sorted(PERMISSIONS))
async def test_each_action_has_its_permission(action: str, case: int, as_staff: AsStaff) -> None:
    body = BODIES.get(action, {})
    without = await as_staff(*sorted(ALL - {PERMISSIONS[action]}))
    assert (await act(without, case, action, **body)).status_code == 403
    allowed = await as_staff(PERMISSIONS[action])
    assert (await act(allowed, case, action, **body)).status_code in {200, 409}


async def test_opening_and_rules_have_theirs(case: int, as_staff: AsStaff) -> None:
    del case
    others = await as_staff(*sorted(ALL - {"aftersale.open", "aftersale.rules"}))
    body = wish({"id": 1, "line_ids": [1]}, "return_refund", 1)
    assert (await others.client.post("/staff/aftersales", json=body, headers=new_key())).status_code == 403
    path = "/staff/aftersales/exemptions/1"
    assert (await others.client.put(path, json={"why": "custom"})).status_code == 403
    assert (await others.client.delete(path)).status_code == 403


async def test_what_waits_for_the_merchant(case: int, as_staff: AsStaff) -> None:
    clerk = await as_staff("aftersale.read", "aftersale.review")
    listed = (await clerk.client.get("/staff/aftersales?status=waiting")).json()["items"]
    assert [(one["id"], one["can"]) for one in listed] == [(case, ["agree", "reject"])]
    await done(clerk, case, "agree")
    assert (await clerk.client.get("/staff/aftersales?status=waiting")).json()["items"] == []
    listed = (await clerk.client.get("/staff/aftersales?status=agreed")).json()["items"]
    assert [one["id"] for one in listed] == [case]
    assert (await clerk.client.get("/staff/aftersales/999")).status_code == 404


async def test_is_on_record(case: int, as_staff: AsStaff, database: Database) -> None:
    clerk = await as_staff("aftersale.*")
    await done(clerk, case, "agree")
    async with database.read() as session:
        entry = await session.scalar(sa.select(AuditEntry).where(AuditEntry.action == "aftersale.agree"))
    assert entry is not None
    assert (entry.actor_id, entry.entity_id) == (clerk.id, case)
