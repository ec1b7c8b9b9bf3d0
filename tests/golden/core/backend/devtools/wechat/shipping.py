"""``POST /wxa/sec/order/upload_shipping_info`` and ``get_order``: how goods reached the payer.

Source: https://developers.weixin.qq.com/miniprogram/dev/server/API/order-shipping/, page 发货信息录入. A payment that
was complete already, or is to go another way than before, is shipped again; that works once.
"""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from devtools.wechat.errors import ServerApiError
from devtools.wechat.records import RefundStatus, Shipping, TradeState, Transaction
from devtools.wechat.standin import StandIn

EXPRESS, UNIFIED, SPLIT = 1, 1, 2
MOST_PARCELS, LONGEST_DESCRIPTION, LONGEST_NUMBER = 15, 120, 128
NEEDS_CONTACT = "SF"
_MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    10060001: "支付单不存在",
    10060002: "支付单已完成发货，无法继续发货",
    10060003: "支付单已使用重新发货机会",
    10060004: "支付单处于不可发货的状态，无法发货",
    10060005: "物流类型有误",
    10060006: "非快递发货时不允许分拆发货",
    10060007: "分拆发货模式下必须填写 is_all_delivered 字段",
    10060008: "商品描述 item_desc 字段不能为空",
    10060009: "商品描述 item_desc 字段太长",
    10060012: "系统错误",
    10060014: "参数错误",
    10060019: "系统错误",
    10060023: "发货信息未更新",
    10060024: "物流信息列表太长",
    10060025: "物流公司编码太长",
    10060026: "物流单号太长",
    10060031: "该笔支付单不属于 openid 所指定的用户",
    268485194: "订单单号类型非法",
    268485195: "微信支付单号形式下 transaction_id 字段不能为空",
    268485216: "上传时间非法，请按照 RFC 3339 格式填写",
    268485224: "发货模式非法",
    268485226: "物流单号不能为空",
    268485227: "物流公司编码不能为空",
    268485228: "统一发货模式下，物流信息列表长度必须为 1",
}


class Contact(BaseModel):
    consignor_contact: str = ""
    receiver_contact: str = ""


class Parcel(BaseModel):
    tracking_no: str = ""
    express_company: str = ""
    item_desc: str = ""
    contact: Contact | None = None


class OrderKey(BaseModel):
    order_number_type: int = 0
    transaction_id: str = ""
    mchid: str = ""
    out_trade_no: str = ""


class Payer(BaseModel):
    openid: str = ""


class Given(BaseModel):
    model_config = ConfigDict(extra="ignore")

    order_key: OrderKey = OrderKey()
    logistics_type: int = 0
    delivery_mode: int = 0
    is_all_delivered: bool | None = None
    shipping_list: list[Parcel] = []
    upload_time: str = ""
    payer: Payer = Payer()

    @property
    def finishes(self) -> bool:
        return self.delivery_mode == UNIFIED or bool(self.is_all_delivered)


class Asked(BaseModel):
    transaction_id: str = ""


def router(standin: StandIn) -> APIRouter:
    """The routes; errors come as ``ServerApiError``, with HTTP status 200 as on the platform."""
    routes = APIRouter(prefix="/wxa/sec/order")

    @routes.post("/upload_shipping_info")
    async def upload_shipping_info(given: Given, access_token: str = "") -> dict[str, Any]:
        _fail(standin, after=False)
        _check_token(standin, access_token)
        transaction = _transaction(standin, given.order_key)
        _check(given)
        _check_payment(standin, given, transaction)
        _keep(standin, given, transaction.transaction_id or "")
        standin.save()
        _fail(standin, after=True)
        return {"errcode": 0, "errmsg": "ok"}

    @routes.post("/get_order")
    async def get_order(given: Asked, access_token: str = "") -> dict[str, Any]:
        _check_token(standin, access_token)
        transaction = _transaction(standin, OrderKey(order_number_type=2, transaction_id=given.transaction_id))
        shipping = standin.state.shippings.get(given.transaction_id)
        order: dict[str, Any] = {
            "transaction_id": given.transaction_id,
            "openid": transaction.order.openid,
            "order_state": 2 if shipping and shipping.finished else 1,
        }
        if shipping:
            order["shipping"] = {name: shipping.told[name] for name in ("logistics_type", "delivery_mode")}
            order["shipping"] |= {"finish_shipping": shipping.finished, "shipping_list": shipping.told["shipping_list"]}
        return {"errcode": 0, "errmsg": "ok", "order": order}

    return routes


def _check(given: Given) -> None:  # one rule after the other
    if given.logistics_type not in {1, 2, 3, 4}:
        raise _error(10060005)
    if given.delivery_mode not in {UNIFIED, SPLIT}:
        raise _error(268485224)
    if given.delivery_mode == SPLIT and given.logistics_type != EXPRESS:
        raise _error(10060006)
    if given.delivery_mode == SPLIT and given.is_all_delivered is None:
        raise _error(10060007)
    if given.delivery_mode == UNIFIED and len(given.shipping_list) != 1:
        raise _error(268485228)
    if not 1 <= len(given.shipping_list) <= MOST_PARCELS:
        raise _error(10060024 if given.shipping_list else 10060014)
    for parcel in given.shipping_list:
        _check_parcel(given, parcel)
    try:
        moment = datetime.fromisoformat(given.upload_time)
    except ValueError:
        raise _error(268485216) from None
    if moment.tzinfo is None:
        raise _error(268485216)


def _check_parcel(given: Given, parcel: Parcel) -> None:
    if not parcel.item_desc:
        raise _error(10060008)
    if len(parcel.item_desc) > LONGEST_DESCRIPTION:
        raise _error(10060009)
    if given.logistics_type != EXPRESS:
        return
    if not parcel.tracking_no:
        raise _error(268485226)
    if not parcel.express_company:
        raise _error(268485227)
    if len(parcel.express_company) > LONGEST_NUMBER:
        raise _error(10060025)
    if len(parcel.tracking_no) > LONGEST_NUMBER:
        raise _error(10060026)
    contact = parcel.contact or Contact()
    if parcel.express_company == NEEDS_CONTACT and not (contact.receiver_contact or contact.consignor_contact):
        raise _error(10060014)


def _check_payment(standin: StandIn, given: Given, transaction: Transaction) -> None:
    order = transaction.order
    returned = sum(
        one.amount_fen
        for one in standin.state.refunds.values()
        if one.out_trade_no == order.out_trade_no and one.status is RefundStatus.SUCCESS
    )
    if transaction.state not in {TradeState.SUCCESS, TradeState.REFUND} or returned >= order.total_fen:
        raise _error(10060004)
    if given.payer.openid != transaction.order.openid:
        raise _error(10060031)


def _keep(standin: StandIn, given: Given, transaction_id: str) -> None:
    told = given.model_dump(exclude={"upload_time"})
    known = standin.state.shippings.get(transaction_id)
    if known is None:
        standin.state.shippings[transaction_id] = Shipping(told, given.upload_time, given.finishes)
        return
    if told == known.told:
        raise _error(10060023)
    if datetime.fromisoformat(given.upload_time) <= datetime.fromisoformat(known.upload_time):
        raise _error(268485216)
    another_way = any(told[name] != known.told[name] for name in ("logistics_type", "delivery_mode"))
    if known.finished or another_way:
        if known.corrected:
            raise _error(10060003)
        known.corrected = True
    known.told, known.upload_time, known.finished = told, given.upload_time, given.finishes


def _transaction(standin: StandIn, key: OrderKey) -> Transaction:
    if key.order_number_type == 1:
        found = standin.state.transactions.get(key.out_trade_no)
        if found is None or found.transaction_id is None:
            raise _error(10060001)
        return found
    if key.order_number_type != 2:
        raise _error(268485194)
    if not key.transaction_id:
        raise _error(268485195)
    try:
        return next(one for one in standin.state.transactions.values() if one.transaction_id == key.transaction_id)
    except StopIteration:
        raise _error(10060001) from None


def _check_token(standin: StandIn, access_token: str) -> None:
    until = standin.state.access_tokens.get(access_token)
    if until is None or until <= standin.timeline.now():
        raise _error(40001)


def _fail(standin: StandIn, *, after: bool) -> None:
    if code := standin.take_failure("shipping_info", after=after):
        raise _error(int(code))


def _error(errcode: int) -> ServerApiError:
    return ServerApiError(errcode, _MESSAGES.get(errcode, "error"))
