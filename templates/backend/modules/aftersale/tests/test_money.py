"""Money that is stuck, money that went back without a case, and what an order becomes that has nothing left."""

import pytest

from app.contracts.aftersale import RETURNS, NothingReturned
from app.contracts.payment import RefundSucceeded
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import emit
from app.modules.order import moves
from tests.aftersale.conftest import Reduction, Till
from tests.aftersale.factory import (
    act,
    arrived,
    ask,
    asked,
    balances,
    bought,
    done,
    failed,
    seen,
    send_back,
    statuses,
    wish,
)
from tests.catalog.factory import spu
from tests.types import AsStaff, AsUser, DrainJobs, Person


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await as_user(consents=("address",))


@pytest.fixture
async def clerk(as_staff: AsStaff) -> Person:
    return await as_staff("aftersale.*")


class TestStuck:
    async def test_tried_again_under_its_name(
        self, person: Person, clerk: Person, database: Database, drain_jobs: DrainJobs, till: Till
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        fen = (await done(clerk, case, "agree"))["refund_fen"]
        await failed(database, order["id"], f"aftersale:{case}:1")
        await drain_jobs()
        shown = await seen(person, case)
        assert (shown["status"], shown["failure"], shown["history"][-1]["note"]) == ("refund_failed", "", "")
        listed = (await clerk.client.get("/staff/aftersales?status=refund_failed")).json()["items"]
        assert [(one["id"], one["failure"], one["can"]) for one in listed] == [(case, "退款异常", ["retry", "settle"])]
        told = await done(clerk, case, "retry")
        assert (told["status"], told["failure"]) == ("refunding", "")
        assert till.asked == [(f"aftersale:{case}:1", fen)] * 2
        await arrived(database, order["id"], f"aftersale:{case}:1", fen)
        await drain_jobs()
        assert (await seen(person, case))["status"] == "done"
        assert await balances(database, order["id"]) == [(0, 1, fen), (0, 0, 0)]

    async def test_closed_for_good_needs_another_name(
        self, person: Person, clerk: Person, database: Database, drain_jobs: DrainJobs, till: Till
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        await done(clerk, case, "agree")
        for _ in range(2):  # the same news again changes nothing
            await failed(database, order["id"], f"aftersale:{case}:1", closed=True)
            await drain_jobs()
        await done(clerk, case, "retry")
        assert [key for key, _ in till.asked] == [f"aftersale:{case}:1", f"aftersale:{case}:2"]

    async def test_money_that_comes_after_all(
        self, person: Person, clerk: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        fen = (await done(clerk, case, "agree"))["refund_fen"]
        await failed(database, order["id"], f"aftersale:{case}:1")
        await drain_jobs()
        for _ in range(2):
            await arrived(database, order["id"], f"aftersale:{case}:1", fen)
            await drain_jobs()
        assert await statuses(database, case) == ["applied", "refunding", "refund_failed", "done"]

    async def test_too_little_left_then_settled_outside(
        self, person: Person, clerk: Person, database: Database, till: Till
    ) -> None:
        till.empty = True
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        told = await done(clerk, case, "agree")
        assert (told["status"], told["failure"], told["refund_fen"]) == ("refund_failed", "可退金额不足", None)
        assert await balances(database, order["id"]) == [(1, 0, 0), (0, 0, 0)]
        assert (await done(clerk, case, "retry"))["status"] == "refund_failed"
        told = await done(clerk, case, "settle", note="银行转账")
        assert (told["status"], told["refund_fen"], told["history"][-1]["note"]) == ("done", 6800, "线下了结：银行转账")
        assert (await act(clerk, case, "settle", note="再一次")).status_code == 409
        assert await balances(database, order["id"]) == [(0, 1, 6800), (0, 0, 0)]

    async def test_a_stranger_to_these_events(self, person: Person, database: Database, drain_jobs: DrainJobs) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        await failed(database, order["id"], "staff:K1")
        await drain_jobs()
        assert await balances(database, order["id"]) == []


class TestWithoutACase:
    """What staff give back from the payment itself is no longer there to be asked for."""

    async def test_part_of_it(
        self, person: Person, clerk: Person, database: Database, drain_jobs: DrainJobs, reduction: Reduction
    ) -> None:
        reduction.freight_fen = 1000
        tea = await spu(database, price_fen=6800, specs={"规格": ["50g", "100g"]})
        order = await bought(person, database, *tea.sku_ids, status="shipped")  # 6800 + 6900 + 1000
        await arrived(database, order["id"], "staff:K1", 1370)
        await drain_jobs()
        assert await balances(database, order["id"]) == [(0, 0, 680), (0, 0, 690), (0, 0, 0)]
        case = await asked(person, order, "refund_only", 1, 1)
        told = await done(clerk, case, "agree")
        assert told["refund_fen"] == 6800 + 6900 - 1370
        await arrived(database, order["id"], "staff:K2", 1000, 14700)
        await drain_jobs()
        assert await balances(database, order["id"]) == [(0, 1, 6800), (0, 1, 6900), (0, 0, 1000)]

    async def test_all_of_it(self, person: Person, database: Database, drain_jobs: DrainJobs) -> None:
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        await arrived(database, order["id"], "staff:K1", 6800)
        await drain_jobs()
        assert (await seen(person, case))["status"] == "canceled"
        again = await ask(person, order, "return_refund", 1)
        assert (again.status_code, again.json()["code"]) == (409, "NOTHING_TO_REFUND")
        quote = await person.client.post("/aftersales/quote", json=wish(order, "refund_only", 1))
        assert quote.json()["code"] == "NOTHING_TO_REFUND"

    async def test_a_second_payment_is_not_the_orders(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        async with database.begin() as session:
            await moves.refunded(session, order["id"], 0)
        async with database.begin() as session:
            await emit(session, RefundSucceeded(order["id"], "order", "R9", "late:P2", 6800, 6800, "P2"))
        await drain_jobs()
        assert await balances(database, order["id"]) == []


class TestNothingLeft:
    async def test_promotions_come_back_with_the_last_piece(
        self, person: Person, clerk: Person, database: Database, drain_jobs: DrainJobs, reduction: Reduction
    ) -> None:
        reduction.freight_fen = 800
        order = await bought(person, database, (await spu(database)).sku_id, quantity=2, status="completed")
        for piece in range(2):
            case = await asked(person, order, "return_refund", 1)
            await done(clerk, case, "agree")
            await send_back(person, case)
            fen = (await done(clerk, case, "receive", sellable=True))["refund_fen"]
            await arrived(database, order["id"], f"aftersale:{case}:1", fen, fen * (piece + 1))
            await drain_jobs()
            assert reduction.released == [order["id"]] * piece
        shown = (await person.client.get(f"/orders/{order['id']}")).json()
        assert (shown["status"], shown["refund_status"]) == ("completed", "part")  # freight stays

    async def test_a_canceled_order_closes_its_cases(
        self, person: Person, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await bought(person, database, (await spu(database)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        async with database.begin() as session:
            assert await moves.cancel_paid(session, order["id"], SYSTEM, "group_failed")
        await drain_jobs()
        shown = await seen(person, case)
        assert (shown["status"], shown["history"][-1]["note"]) == ("canceled", "订单已取消")


async def test_who_sends_goods_leaves_out_what_is_asked_back(person: Person, clerk: Person, database: Database) -> None:
    tea = await spu(database, specs={"规格": ["50g", "100g"]})
    order = await bought(person, database, *tea.sku_ids, quantity=3)
    first, second = order["line_ids"]
    await asked(person, order, "refund_only", 2)
    case = await asked(person, order, "refund_only", 0, 1)
    await done(clerk, case, "agree")
    async with database.read() as session:
        assert await RETURNS.one(NothingReturned()).kept_back(session, order["id"]) == {first: 2, second: 1}
        assert await NothingReturned().kept_back(session, order["id"]) == {}
