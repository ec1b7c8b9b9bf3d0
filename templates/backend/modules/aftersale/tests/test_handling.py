"""The ways of a case, from asking to its end."""

from app.core.business import business
from app.core.database import Database
from app.modules.aftersale import moves
from tests.aftersale.conftest import Reduction, Till
from tests.aftersale.factory import (
    act,
    arrived,
    asked,
    balances,
    bought,
    done,
    seen,
    send_back,
    statuses,
)
from tests.catalog.factory import spu
from tests.types import AsStaff, AsUser, Configure, DrainJobs


class TestRefundOnly:
    async def test_before_it_is_sent(  # noqa: PLR0917  # fixtures
        self,
        as_user: AsUser,
        as_staff: AsStaff,
        database: Database,
        drain_jobs: DrainJobs,
        till: Till,
        reduction: Reduction,
    ) -> None:
        reduction.freight_fen = 800
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, quantity=2)
        case = await asked(person, order, "refund_only", 2)
        told = await done(clerk, case, "agree")
        assert (told["status"], told["refund_fen"], told["freight_fen"]) == ("refunding", 14400, 800)
        assert till.asked == [(f"aftersale:{case}:1", 14400)]
        await arrived(database, order["id"], f"aftersale:{case}:1", 14400)
        await drain_jobs()
        assert await statuses(database, case) == ["applied", "refunding", "done"]
        shown = (await person.client.get(f"/orders/{order['id']}")).json()
        assert (shown["status"], shown["refund_status"], shown["cancel_reason"]) == ("canceled", "all", "refunded_all")
        assert reduction.released == [order["id"]]

    async def test_a_part_keeps_the_order(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, till: Till
    ) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, quantity=2)
        case = await asked(person, order, "refund_only", 1)
        await done(clerk, case, "agree", refund_fen=6000)
        assert till.asked == [(f"aftersale:{case}:1", 6000)]
        await arrived(database, order["id"], f"aftersale:{case}:1", 6000)
        await drain_jobs()
        shown = (await person.client.get(f"/orders/{order['id']}")).json()
        assert shown["status"] in {"paid", "to_ship"}
        assert (shown["refund_status"], shown["refunded_fen"]) == ("part", 6000)
        assert await balances(database, order["id"]) == [(0, 1, 6000), (0, 0, 0)]

    async def test_less_than_everything_still_ends_an_unsent_order(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id)
        case = await asked(person, order, "refund_only", 1)
        await done(clerk, case, "agree", refund_fen=6000)
        await arrived(database, order["id"], f"aftersale:{case}:1", 6000)
        await drain_jobs()
        shown = (await person.client.get(f"/orders/{order['id']}")).json()
        assert (shown["status"], shown["refund_status"]) == ("canceled", "part")


class TestReturn:
    async def test_one_of_two(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, till: Till
    ) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(
            person, database, (await spu(database, price_fen=6800)).sku_id, quantity=2, status="completed"
        )
        case = await asked(person, order, "return_refund", 1)
        agreed = await done(clerk, case, "agree")
        assert (agreed["status"], agreed["return_to"]) == ("agreed", "售后部 0571-88888888 杭州市文三路 9 号")
        assert till.asked == []
        assert (await seen(person, case))["can"] == ["send_back", "cancel"]
        await send_back(person, case)
        received = await done(clerk, case, "receive", sellable=True)
        assert (received["status"], received["refund_fen"]) == ("refunding", 6800)
        await arrived(database, order["id"], f"aftersale:{case}:1", 6800)
        await drain_jobs()
        way = ["applied", "agreed", "buyer_shipped", "received", "refunding", "done"]
        assert await statuses(database, case) == way
        shown = (await person.client.get(f"/orders/{order['id']}")).json()
        assert (shown["status"], shown["refund_status"]) == ("completed", "part")

    async def test_a_mistyped_number_is_put_right(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        path, waybill = f"/aftersales/{case}/send-back", {"courier": "中通快递", "tracking_no": "ZT-778899"}
        assert (await person.client.post(path, json=waybill)).json()["code"] == "AFTERSALE_MOVED"
        await done(clerk, case, "agree")
        await send_back(person, case)
        told = (await person.client.post(path, json=waybill)).raise_for_status().json()
        assert (told["return_courier"], told["return_tracking"]) == ("中通快递", "ZT-778899")
        assert (await person.client.post(path, json={**waybill, "tracking_no": "运单"})).status_code == 422

    async def test_less_for_what_was_used(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        too_much = await act(clerk, case, "agree", refund_fen=6801)
        assert (too_much.status_code, too_much.json()["code"]) == (422, "AMOUNT_TOO_HIGH")
        assert too_much.json()["details"] == {"max_fen": 6800}
        await done(clerk, case, "agree")
        await send_back(person, case)
        assert (await act(clerk, case, "receive", sellable=False, refund_fen=7000)).status_code == 422
        told = await done(clerk, case, "receive", sellable=False, refund_fen=5000)
        assert (told["refund_fen"], told["lines"][0]["refund_fen"]) == (5000, 5000)

    async def test_refused_on_arrival(self, as_user: AsUser, as_staff: AsStaff, database: Database) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        await done(clerk, case, "agree")
        await send_back(person, case)
        told = await done(clerk, case, "refuse", reason="商品已严重损坏")
        assert (told["status"], told["answer"]) == ("receive_refused", "商品已严重损坏")
        assert await balances(database, order["id"]) == [(0, 0, 0), (0, 0, 0)]

    async def test_rejected(self, as_user: AsUser, as_staff: AsStaff, database: Database, till: Till) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        await done(clerk, case, "reject", reason="超出范围")
        shown = await seen(person, case)
        assert (shown["status"], shown["answer"], shown["can"]) == ("rejected", "超出范围", [])
        assert (await act(clerk, case, "agree")).json()["code"] == "AFTERSALE_MOVED"
        assert till.asked == []

    async def test_staff_say_whose_fault_it_is(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, reduction: Reduction
    ) -> None:
        reduction.freight_fen = 800
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, status="shipped")
        case = await asked(person, order, "refund_only", 1, reason="quality")
        assert (await seen(person, case))["asked_fen"] == 7600
        told = await done(clerk, case, "agree", merchant_fault=False)
        assert (told["merchant_fault"], told["refund_fen"], told["freight_fen"]) == (False, 6800, 0)


class TestExchange:
    async def test_new_goods(self, as_user: AsUser, as_staff: AsStaff, database: Database, till: Till) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "exchange", 1, reason="damaged")
        await done(clerk, case, "agree")
        await send_back(person, case)
        assert (await done(clerk, case, "receive", sellable=False))["status"] == "received"
        told = await done(clerk, case, "reship", courier="顺丰速运", tracking_no="SF-99887")
        assert (told["status"], told["reship_tracking"]) == ("reshipped", "SF-99887")
        assert (await seen(person, case))["can"] == ["confirm"]
        (await person.client.post(f"/aftersales/{case}/confirm")).raise_for_status()
        assert (await statuses(database, case))[-3:] == ["received", "reshipped", "done"]
        assert till.asked == []
        assert await balances(database, order["id"]) == [(0, 0, 0), (0, 0, 0)]
        assert (await person.client.post(f"/aftersales/{case}/confirm")).status_code == 409

    async def test_nothing_left_to_send(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, till: Till
    ) -> None:
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, status="shipped")
        case = await asked(person, order, "exchange", 1)
        await done(clerk, case, "agree")
        await send_back(person, case)
        await done(clerk, case, "receive", sellable=True)
        assert (await act(clerk, case, "refund", refund_fen=6801)).json()["code"] == "AMOUNT_TOO_HIGH"
        told = await done(clerk, case, "refund")
        assert (told["status"], told["refund_fen"]) == ("refunding", 6800)
        assert till.asked == [(f"aftersale:{case}:1", 6800)]


async def test_where_nobody_collects_the_money_goes_back_by_hand(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, till: Till
) -> None:
    till.collects = False
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id, quantity=2)
    case = await asked(person, order, "refund_only", 1)
    assert (await done(clerk, case, "agree"))["status"] == "done"
    await drain_jobs()
    shown = (await person.client.get(f"/orders/{order['id']}")).json()
    assert (shown["refunded_fen"], shown["refund_status"], till.asked) == (6800, "part", [])


async def test_what_cost_nothing_goes_back_for_nothing(
    as_user: AsUser, as_staff: AsStaff, database: Database, till: Till, reduction: Reduction
) -> None:
    reduction.off_fen = 6800
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    order = await bought(person, database, (await spu(database, price_fen=6800)).sku_id)
    case = await asked(person, order, "refund_only", 1)
    assert (await done(clerk, case, "agree"))["status"] == "done"
    assert till.asked == []
    assert (await person.client.get(f"/orders/{order['id']}")).json()["status"] == "canceled"


class TestWhereGoodsGo:
    async def test_to_the_shops_own_place(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, configure: Configure
    ) -> None:
        configure(
            "aftersale", return_recipient="李师傅", return_phone="13700000000", return_address="余杭区仓前路 1 号"
        )
        person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
        order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
        case = await asked(person, order, "return_refund", 1)
        assert (await done(clerk, case, "agree"))["return_to"] == "李师傅 13700000000 余杭区仓前路 1 号"
        configure("aftersale", return_recipient="张师傅")
        assert (await seen(person, case))["return_to"].startswith("李师傅")  # as it was agreed

    def test_else_to_the_business(self, configure: Configure) -> None:
        configure("aftersale", return_recipient="", return_phone="", return_address="")
        shop = business()
        told = moves.return_address()
        for part in (shop.business.company or shop.app.name, shop.business.phone, shop.business.address):
            assert part in told
