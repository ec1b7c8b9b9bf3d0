"""What WeChat did not take, at the console."""

from tests.shipping_info.conftest import Paid
from tests.shipping_info.test_telling import FIRST
from tests.types import OpenConsole


async def test_failed_and_tried_again(paid: Paid, console: OpenConsole) -> None:
    paid.wechat.fail("shipping_info", "10060004")
    await paid.tell(FIRST)
    row = await paid.settle()
    reader = await console("shipping_info.read")
    assert "微信不会结算这些订单" in await reader.text("")
    listed = await reader.text("shipping-info/list", status="failed")
    for words in ("录入失败", "当前不能发货", "SF SF1234567890 龙井 100g*1", "快递"):
        assert words in listed
    assert (await reader.act("shipping-info", row.id, "again")).status_code == 400
    boss = await console("shipping_info.*")
    assert (await boss.act("shipping-info", row.id, "again")).status_code == 200
    assert (await paid.settle()).status == "sent"
    assert (await boss.act("shipping-info", row.id, "again")).status_code == 400
    assert "已录入" in await boss.text("shipping-info/list", status="sent")
    assert "都已录入" in await boss.text("")
