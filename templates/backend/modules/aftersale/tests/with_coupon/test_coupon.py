"""What becomes of the coupon of an order that came back in full is said in one place: the coupon's own rule."""

import pytest
import sqlalchemy as sa

from app.contracts.pricing import PRICE_STEPS
from app.core import clock
from app.core.database import Database
from app.modules.coupon.models import Coupon
from app.modules.coupon.step import CouponStep
from tests.aftersale.factory import arrived, asked, bought, done, send_back
from tests.catalog.factory import spu
from tests.coupon.factory import held, status_of
from tests.types import AsStaff, AsUser, Configure, DrainJobs


@pytest.mark.parametrize(("comes_back", "after"), [(True, "unused"), (False, "used")])
async def test_of_an_order_that_was_returned(  # noqa: PLR0917  # fixtures
    as_user: AsUser,
    as_staff: AsStaff,
    database: Database,
    drain_jobs: DrainJobs,
    configure: Configure,
    monkeypatch: pytest.MonkeyPatch,
    *,
    comes_back: bool,
    after: str,
) -> None:
    configure("coupon", return_after_refund=comes_back)
    monkeypatch.setattr(PRICE_STEPS, "_rows", [(0, "tests", CouponStep())])
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    coupon_id = await held(database, person)
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    async with database.begin() as session:
        used = {"status": "used", "order_id": order["id"], "used_at": clock.now()}
        await session.execute(sa.update(Coupon).where(Coupon.id == coupon_id).values(used))
    case = await asked(person, order, "return_refund", 1)
    await done(clerk, case, "agree")
    await send_back(person, case)
    assert await status_of(database, coupon_id) == "used"
    fen = (await done(clerk, case, "receive", sellable=True))["refund_fen"]
    await arrived(database, order["id"], f"aftersale:{case}:1", fen)
    await drain_jobs()
    assert await status_of(database, coupon_id) == after
