"""What WeChat hears of how goods reached the customer, and what becomes of it when it does not listen."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from app.contracts.shipping_info import Parcel
from app.core.database import Database
from app.core.jobs import Job
from app.modules.payment.api import PayOrder
from app.modules.shipping_info.models import Upload
from app.modules.shipping_info.telling import WeChatIsTold
from app.modules.shipping_info.uploading import note
from tests.shipping_info.conftest import SUBJECT, SUBJECT_ID, Paid
from tests.types import AsStaff, Configure

FIRST = Parcel("龙井 100g*1", "SF", "SF1234567890", "13800008000")
SECOND = Parcel("龙井 50g*1", "YTO", "YT9876543210", "13800008000")
CORRECTED = Parcel("龙井 100g*1", "SF", "SF0000000001", "13800008000")


class TestTelling:
    async def test_one_parcel(self, paid: Paid) -> None:
        await paid.tell(FIRST)
        row = await paid.settle()
        assert (row.status, row.rounds, row.errcode) == ("sent", 1, None)
        assert (paid.told["logistics_type"], paid.told["delivery_mode"], paid.at_wechat.finished) == (1, 1, True)
        assert paid.told["order_key"]["transaction_id"] == paid.number
        [parcel] = paid.told["shipping_list"]
        assert (parcel["express_company"], parcel["tracking_no"]) == ("SF", "SF1234567890")
        assert parcel["item_desc"] == "龙井 100g*1"
        assert parcel["contact"]["receiver_contact"] == "****8000"
        assert datetime.fromisoformat(paid.at_wechat.upload_time).tzinfo is not None

    async def test_several_parcels_one_after_the_other(self, paid: Paid) -> None:
        await paid.tell(FIRST, complete=False)
        assert ((await paid.settle()).status, paid.at_wechat.finished, paid.told["delivery_mode"]) == ("sent", False, 2)
        await paid.tell(FIRST, SECOND)
        row = await paid.settle()
        assert (row.status, row.rounds) == ("sent", 1)
        assert (paid.at_wechat.finished, paid.at_wechat.corrected) == (True, False)
        assert [parcel["tracking_no"] for parcel in paid.told["shipping_list"]] == ["SF1234567890", "YT9876543210"]

    async def test_told_twice_before_it_was_asked_goes_once(self, paid: Paid) -> None:
        await paid.tell(FIRST, complete=False)
        await paid.tell(FIRST, SECOND)
        row = await paid.settle()
        assert (row.status, row.rounds, row.version) == ("sent", 1, 2)

    async def test_the_same_again_changes_nothing(self, paid: Paid) -> None:
        for _ in range(2):
            await paid.tell(FIRST)
            row = await paid.settle()
            assert (row.status, row.version, row.rounds) == ("sent", 1, 1)

    @pytest.mark.parametrize(("way", "number"), [("local", 2), ("virtual", 3), ("pickup", 4)])
    async def test_other_ways(self, paid: Paid, way: str, number: int) -> None:
        await paid.tell(Parcel("龙井*1"), way=way)  # type: ignore[arg-type]  # one of the ways
        assert (await paid.settle()).status == "sent"
        assert paid.told["logistics_type"] == number
        assert paid.told["shipping_list"][0]["tracking_no"] == ""

    async def test_a_long_description_is_cut(self, paid: Paid) -> None:
        await paid.tell(Parcel("茶" * 300, "YTO", "YT9876543210"))
        assert (await paid.settle()).status == "sent"
        assert len(paid.told["shipping_list"][0]["item_desc"]) == 120

    async def test_more_parcels_than_wechat_takes_is_a_mistake(self, paid: Paid) -> None:
        with pytest.raises(ValueError, match="15 parcels"):
            await paid.tell(*[FIRST] * 16)


class TestNobodyToTell:
    async def rows(self, database: Database) -> int:
        async with database.read() as session:
            return await session.scalar(sa.select(sa.func.count()).select_from(Upload)) or 0

    async def test_not_paid_through_wechat(self, database: Database) -> None:
        async with database.begin() as session:
            await WeChatIsTold().tell(session, SUBJECT, SUBJECT_ID, "express", [FIRST])
        assert await self.rows(database) == 0

    async def test_given_back(self, paid: Paid, database: Database) -> None:
        async with database.begin() as session:
            await session.execute(sa.update(PayOrder).values(refunding_fen=6800))
        await paid.tell(FIRST)
        assert await self.rows(database) == 0

    async def test_switched_off(self, paid: Paid, database: Database, configure: Configure) -> None:
        configure("shipping_info", upload="never")
        await paid.tell(FIRST)
        assert await self.rows(database) == 0


class TestCorrecting:
    async def test_once(self, paid: Paid) -> None:
        await paid.tell(FIRST)
        await paid.settle()
        await paid.tell(CORRECTED)
        row = await paid.settle()
        assert (row.status, row.rounds, paid.at_wechat.corrected) == ("sent", 2, True)
        assert paid.told["shipping_list"][0]["tracking_no"] == "SF0000000001"

    async def test_not_twice(self, paid: Paid) -> None:
        for parcel in (FIRST, CORRECTED, SECOND):
            await paid.tell(parcel)
            row = await paid.settle()
        assert (row.status, row.errcode, row.rounds) == ("failed", 10060003, 2)
        assert paid.told["shipping_list"][0]["tracking_no"] == "SF0000000001"

    async def test_a_parcel_of_several_keeps_the_way_they_were_told(self, paid: Paid) -> None:
        await paid.tell(FIRST, complete=False)
        await paid.settle()
        await paid.tell(CORRECTED)
        row = await paid.settle()
        assert (row.status, paid.told["delivery_mode"], paid.at_wechat.corrected) == ("sent", 2, False)


class TestTrouble:
    @pytest.mark.parametrize("code", ["-1", "10060001", "10060012", "45011"])
    async def test_what_passes_is_tried_again(self, paid: Paid, code: str) -> None:
        paid.wechat.fail("shipping_info", code, times=3)
        await paid.tell(FIRST)
        assert (await paid.settle()).status == "waiting"
        row = await paid.settle(hours=1)
        assert (row.status, row.rounds, len(paid.wechat.failures)) == ("sent", 1, 0)

    async def test_a_lost_answer_is_no_correction(self, paid: Paid) -> None:
        paid.wechat.fail("shipping_info", "-1", after=True)
        await paid.tell(FIRST)
        assert (await paid.settle()).status == "waiting"
        row = await paid.settle(hours=0.25)
        assert (row.status, row.rounds, paid.at_wechat.corrected) == ("sent", 1, False)

    async def test_hours_of_silence_are_somebodys_matter(self, paid: Paid) -> None:
        paid.wechat.fail("shipping_info", "10060012", times=100)
        await paid.tell(FIRST)
        row = await paid.settle(hours=3)
        assert (row.status, row.errcode) == ("failed", 10060012)
        assert 100 - paid.wechat.failures[0].times == 10
        async with paid.database.read() as session:
            assert await session.scalar(sa.select(Job.state).where(Job.handler == "shipping_info.send")) == "done"

    async def test_what_does_not_pass_is_not_tried_again(self, paid: Paid) -> None:
        paid.wechat.fail("shipping_info", "10060014", times=5)
        await paid.tell(FIRST)
        row = await paid.settle(hours=1)
        assert (row.status, row.errcode, paid.wechat.failures[0].times) == ("failed", 10060014, 4)

    async def test_staff_try_again(self, paid: Paid, as_staff: AsStaff) -> None:
        paid.wechat.fail("shipping_info", "48001")
        await paid.tell(FIRST)
        row = await paid.settle()
        reader, boss = await as_staff("shipping_info.read"), await as_staff("shipping_info.*")
        [item] = (await reader.client.get("/staff/shipping-info", params={"status": "failed"})).json()["items"]
        assert (item["id"], item["errcode"], item["problem"]) == (row.id, 48001, "小程序没有开通发货信息管理服务")
        assert item["parcels"] == [{"description": "龙井 100g*1", "courier": "SF", "tracking_no": "SF1234567890"}]
        url = f"/staff/shipping-info/{row.id}/retry"
        assert (await reader.client.post(url)).status_code == 403
        assert (await boss.client.post(url)).json()["status"] == "waiting"
        again = await boss.client.post(url)
        assert (again.status_code, again.json()["code"]) == (409, "NOT_FAILED")
        assert (await paid.settle()).status == "sent"
        assert (await boss.client.post("/staff/shipping-info/99/retry")).json()["code"] == "UPLOAD_NOT_FOUND"

    async def test_a_change_while_it_failed_is_told(self, paid: Paid) -> None:
        paid.wechat.fail("shipping_info", "10060014")
        await paid.tell(FIRST)
        assert (await paid.settle()).status == "failed"
        await paid.tell(CORRECTED)
        row = await paid.settle()
        assert (row.status, row.rounds, row.errcode) == ("sent", 1, None)


async def test_a_change_on_the_way_is_told_as_well(paid: Paid) -> None:
    """What WeChat takes is what the row said when it was asked; a change since then waits for its own turn."""
    await paid.tell(FIRST, complete=False)
    asked = await paid.row()
    await paid.tell(FIRST, SECOND)

    async with paid.database.begin() as session:
        await note(session, asked, 0)
    assert (await paid.row()).status == "waiting"
    row = await paid.settle()
    assert (row.status, row.rounds) == ("sent", 1)
    assert len(paid.told["shipping_list"]) == 2


async def test_personal_data(paid: Paid) -> None:
    await paid.tell(FIRST)
    await paid.settle()
    [copy] = (await paid.person.client.get("/me/export")).json()["shipping_info"]
    assert (copy["transaction_id"], copy["parcels"][0]["receiver"]) == (paid.number, "****8000")
    assert (await paid.person.client.delete("/me")).status_code == 204
    assert (await paid.row()).parcels[0]["receiver"] == ""
