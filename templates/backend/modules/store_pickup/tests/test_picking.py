"""From the code to the goods in the customer's hand."""

import base64

import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.core.staff import Staff
from app.modules.order import moves
from app.modules.store_pickup import picking
from app.modules.store_pickup.models import Pickup
from tests.catalog.factory import spu
from tests.multi_store.shops import WULIN, store
from tests.order.factory import place
from tests.racing import race
from tests.store_pickup.counter import clerk_of, ready, verify
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


async def hand_over(database: Database, staff_id: int, code: str) -> str:
    """Either "picked" or the code of the refusal."""
    staff = Staff(staff_id, "clerk", "店员", ("owner",), must_change_password=False)
    try:
        async with database.begin() as session:
            await picking.verify(session, staff, code)
    except AppError as refusal:
        return refusal.code
    return "picked"


class TestCode:
    async def test_after_paying(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        order = await ready(as_user, database, drain_jobs, await store(database))
        seen = await order.seen()
        assert (await order.status(), seen["status"]) == ("ready_for_pickup", "ready")
        assert (len(seen["code"]), seen["code"].isdecimal()) == (8, True)
        kind, _, picture = seen["qr"].partition(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(picture).startswith(b"\x89PNG")

    async def test_is_nobody_elses(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        codes = iter(["00000007", "00000007", "00000007", "12345678"])
        monkeypatch.setattr(picking, "new_code", lambda: next(codes))
        store_id = await store(database)
        orders = [await ready(as_user, database, drain_jobs, store_id, name=name) for name in ("小明", "小红")]
        assert [await order.code() for order in orders] == ["00000007", "12345678"]

    async def test_an_order_that_is_sent_has_none(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs
    ) -> None:
        person = await as_user(consents=("address",))
        order = await place(person, (await spu(database)).sku_id)
        async with database.begin() as session:
            await moves.pay(session, order["id"], SYSTEM)
        await drain_jobs()
        answer = await person.client.get(f"/orders/{order['id']}/pickup")
        assert (answer.status_code, answer.json()["code"]) == (404, "PICKUP_NOT_FOUND")

    async def test_nobody_elses_order(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        order = await ready(as_user, database, drain_jobs, await store(database))
        other = await as_user("小红")
        assert (await other.client.get(f"/orders/{order.id}/pickup")).json()["code"] == "ORDER_NOT_FOUND"


class TestVerifying:
    async def test_scanned_looked_at_and_handed_over(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        store_id = await store(database)
        order = await ready(as_user, database, drain_jobs, store_id)
        clerk = await clerk_of(as_staff, database, store_id)
        code = await order.code()
        looked = (await clerk.client.post("/pickup/look", json={"code": f"PICKUP:{code}"})).raise_for_status().json()
        assert (looked["status"], looked["lines"][0]["name"], looked["store_name"]) == ("ready", "西湖龙井", "西湖店")
        assert await order.status() == "ready_for_pickup"
        done = (await verify(clerk, f"{code[:4]} {code[4:]}")).raise_for_status().json()
        assert (done["status"], done["order_id"]) == ("picked", order.id)
        assert await order.status() == "completed"
        seen = await order.seen()
        assert (seen["status"], seen["qr"], seen["picked_at"] is not None) == ("picked", None, True)

    async def test_of_another_store(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        here, there = await store(database), await store(database, **WULIN)
        order = await ready(as_user, database, drain_jobs, here)
        stranger = await clerk_of(as_staff, database, there)
        answer = await verify(stranger, await order.code())
        assert (answer.status_code, answer.json()["code"]) == (403, "PICKUP_ELSEWHERE")
        assert answer.json()["details"] == {"store_id": here, "store_name": "西湖店"}
        assert await order.status() == "ready_for_pickup"
        boss = await as_staff("store_pickup.*")
        assert (await verify(boss, await order.code())).status_code == 200

    async def test_a_second_time(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        store_id = await store(database)
        order = await ready(as_user, database, drain_jobs, store_id)
        clerk, code = await clerk_of(as_staff, database, store_id), await order.code()
        (await verify(clerk, code)).raise_for_status()
        again = await verify(clerk, code)
        assert (again.status_code, again.json()["code"]) == (409, "ALREADY_PICKED")
        assert again.json()["details"]["picked_at"]
        history = (await order.customer.client.get(f"/orders/{order.id}")).json()["history"]
        assert [row["status"] for row in history].count("completed") == 1

    async def test_wrong_codes_are_soon_refused(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, configure: Configure
    ) -> None:
        configure("store_pickup", wrong_codes=3)
        store_id = await store(database)
        order = await ready(as_user, database, drain_jobs, store_id)
        clerk, code = await clerk_of(as_staff, database, store_id), await order.code()
        wrong = f"{(int(code) + 1) % 10**8:08d}"
        answers = [(await verify(clerk, wrong)).json()["code"] for _ in range(4)]
        assert answers == ["PICKUP_CODE_WRONG"] * 3 + ["RATE_LIMITED"]
        assert (await verify(clerk, code)).status_code == 429
        colleague = await clerk_of(as_staff, database, store_id)
        assert (await verify(colleague, code)).status_code == 200

    @pytest.mark.parametrize("code", ["", "1234", "abcdefgh", "COUPON:12345678"])
    async def test_no_code_at_all(self, as_staff: AsStaff, code: str) -> None:
        assert (await verify(await as_staff("store_pickup.verify"), code)).status_code == 422

    async def test_who_may(self, as_staff: AsStaff) -> None:
        reader = await as_staff("store_pickup.read")
        assert (await verify(reader, "12345678")).status_code == 403
        assert (await reader.client.post("/pickup/look", json={"code": "12345678"})).status_code == 403
        assert (await (await as_staff("order.read")).client.get("/staff/pickups")).status_code == 403

    async def test_of_two_at_once_one_hands_over(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        store_id = await store(database)
        order = await ready(as_user, database, drain_jobs, store_id)
        clerk, code = await clerk_of(as_staff, database, store_id), await order.code()
        told = await race(database, hand_over, [[(clerk.id, code)]] * 4)
        assert sorted(told) == ["ALREADY_PICKED"] * 3 + ["picked"]
        assert await order.status() == "completed"


class TestEnding:
    async def test_canceled_the_code_opens_nothing(  # what a test needs
        self,
        as_user: AsUser,
        as_staff: AsStaff,
        database: Database,
        drain_jobs: DrainJobs,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
        store_id = await store(database)
        order = await ready(as_user, database, drain_jobs, store_id)
        clerk, code = await clerk_of(as_staff, database, store_id), await order.code()
        async with database.begin() as session:
            assert await moves.cancel_paid(session, order.id, SYSTEM, "staff")
        await drain_jobs()
        assert (await verify(clerk, code)).json()["code"] == "PICKUP_CODE_WRONG"
        assert (await order.seen())["status"] == "canceled"

    async def test_completed_by_staff_it_is_picked(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await ready(as_user, database, drain_jobs, await store(database))
        clerk = await as_staff("order.*")
        (await clerk.client.post(f"/staff/orders/{order.id}/complete")).raise_for_status()
        await drain_jobs()
        assert (await order.seen())["status"] == "picked"

    async def test_a_code_may_be_used_again_later(  # noqa: PLR0917  # what a test needs
        self,
        as_user: AsUser,
        as_staff: AsStaff,
        database: Database,
        drain_jobs: DrainJobs,
        monkeypatch: pytest.MonkeyPatch,
        clock_hand: Hand,
    ) -> None:
        monkeypatch.setattr(picking, "new_code", lambda: "12345678")
        store_id = await store(database)
        clerk = await clerk_of(as_staff, database, store_id)
        for name in ("小明", "小红"):
            order = await ready(as_user, database, drain_jobs, store_id, name=name)
            clock_hand.advance(minutes=1)
            assert (await verify(clerk, "12345678")).json()["order_id"] == order.id
        async with database.read() as session:
            assert await session.scalar(sa.select(sa.func.count()).select_from(Pickup)) == 2


class TestCounter:
    async def test_only_ones_own_store(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        here, there = await store(database), await store(database, **WULIN)
        first = await ready(as_user, database, drain_jobs, here)
        second = await ready(as_user, database, drain_jobs, there, name="小红")
        clerk, boss = await clerk_of(as_staff, database, here), await as_staff("store_pickup.*")
        for staff, orders in ((clerk, [first.id]), (boss, [second.id, first.id])):
            items = (await staff.client.get("/staff/pickups", params={"status": "ready"})).json()["items"]
            assert [item["order_id"] for item in items] == orders
            assert all("code" not in item for item in items)

    async def test_personal_data(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        order = await ready(as_user, database, drain_jobs, await store(database))
        [copy] = (await order.customer.client.get("/me/export")).json()["pickups"]
        assert (copy["order_id"], copy["status"]) == (order.id, "ready")
