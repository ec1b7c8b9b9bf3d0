"""What WeChat pushes of trade, for tests. Fields as on its page of order shipping, section on message push."""

from datetime import datetime
from typing import Any

from app.core import clock
from devtools.wechat import StandIn
from devtools.wechat.records import Attempt, Push
from tests.environment import ORIGIN


def _event(wechat: StandIn, name: str, number: object) -> dict[str, Any]:
    return {
        "ToUserName": "gh_stand_in",
        "FromUserName": "wechat",
        "CreateTime": int(clock.now().timestamp()),
        "MsgType": "event",
        "Event": name,
        "transaction_id": number,
        "merchant_id": wechat.identity.numbers.merchant_id,
    }


def reminder(wechat: StandIn, number: object) -> dict[str, Any]:
    return {**_event(wechat, "trade_manage_remind_shipping", number), "msg": "请及时发货"}


def settlement(
    wechat: StandIn, number: object, *, method: int = 0, confirmed: object = 0, settled: object = 0
) -> dict[str, Any]:
    """Times in seconds; all 0 when everything has just been told."""
    return {
        **_event(wechat, "trade_manage_order_settlement", number),
        "estimated_settlement_time": int(clock.now().timestamp()) + 864_000,
        "confirm_receive_method": method,
        "confirm_receive_time": confirmed,
        "settlement_time": settled,
    }


async def push(wechat: StandIn, message: dict[str, Any]) -> Attempt:
    return await wechat.pusher.send(Push(f"{ORIGIN}/api/v1/wechat/push", message, None))


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())
