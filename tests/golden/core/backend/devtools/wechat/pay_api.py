"""The Pay v3 routes, for a merchant of his own and for a service provider (partner).

Sources: https://pay.weixin.qq.com/doc/v3/merchant/4012791897 (order), 4012791858 (query), 4012791860 (close),
4012791862 (refund), 4012551764 (certificates); partners: https://pay.weixin.qq.com/doc/v3/partner/4012759974.
"""

import json

from fastapi import APIRouter, Request, Response

from devtools.wechat import errors, ledger, refunds
from devtools.wechat.gateway import Answer, Gateway
from devtools.wechat.records import Order
from devtools.wechat.requests import Close, JsapiPrepay, PartnerClose, PartnerJsapiPrepay, RefundRequest, read
from devtools.wechat.standin import StandIn
from devtools.wechat.timeline import rfc3339


def router(standin: StandIn) -> APIRouter:  # noqa: C901  # a list of routes
    """The routes below ``/v3``."""
    routes = APIRouter(prefix="/v3")
    gateway = Gateway(standin)

    @routes.post("/pay/transactions/jsapi")
    async def prepay(request: Request) -> Response:
        def work(body: bytes) -> Answer:
            return _prepay(standin, _direct(read(JsapiPrepay, body)), body)

        return await gateway.answer(request, "prepay", work)

    @routes.post("/pay/partner/transactions/jsapi")
    async def partner_prepay(request: Request) -> Response:
        def work(body: bytes) -> Answer:
            return _prepay(standin, _partner(read(PartnerJsapiPrepay, body)), body)

        return await gateway.answer(request, "prepay", work)

    @routes.get("/pay/transactions/out-trade-no/{out_trade_no}")
    @routes.get("/pay/partner/transactions/out-trade-no/{out_trade_no}")
    async def query(request: Request, out_trade_no: str) -> Response:
        def work(_: bytes) -> Answer:
            return ledger.describe(standin.ledger.find(out_trade_no, _asked_by(standin, request)))

        return await gateway.answer(request, "query", work)

    @routes.get("/pay/transactions/id/{transaction_id}")
    @routes.get("/pay/partner/transactions/id/{transaction_id}")
    async def query_by_id(request: Request, transaction_id: str) -> Response:
        def work(_: bytes) -> Answer:
            return ledger.describe(standin.ledger.find_by_id(transaction_id, _asked_by(standin, request)))

        return await gateway.answer(request, "query", work)

    @routes.post("/pay/transactions/out-trade-no/{out_trade_no}/close")
    async def close(request: Request, out_trade_no: str) -> Response:
        def work(body: bytes) -> None:
            _own(standin, read(Close, body).mchid)
            standin.close(standin.ledger.find(out_trade_no))

        return await gateway.answer(request, "close", work)

    @routes.post("/pay/partner/transactions/out-trade-no/{out_trade_no}/close")
    async def partner_close(request: Request, out_trade_no: str) -> Response:
        def work(body: bytes) -> None:
            given = read(PartnerClose, body)
            _own(standin, given.sp_mchid)
            standin.close(standin.ledger.find(out_trade_no, given.sub_mchid))

        return await gateway.answer(request, "close", work)

    @routes.post("/refund/domestic/refunds")
    async def refund(request: Request) -> Response:
        return await gateway.answer(request, "refund", lambda body: _refund(standin, read(RefundRequest, body)))

    @routes.get("/refund/domestic/refunds/{out_refund_no}")
    async def query_refund(request: Request, out_refund_no: str) -> Response:
        def work(_: bytes) -> Answer:
            found = standin.refunds.find(out_refund_no)
            transaction = standin.ledger.find(found.out_trade_no, request.query_params.get("sub_mchid"))
            return refunds.describe(found, transaction)

        return await gateway.answer(request, "query_refund", work)

    @routes.get("/certificates")
    async def certificates(request: Request) -> Response:
        return await gateway.answer(request, "certificates", lambda _: _certificates(standin))

    return routes


def _direct(given: JsapiPrepay) -> Order:
    return Order(
        out_trade_no=given.out_trade_no,
        description=given.description,
        notify_url=given.notify_url,
        total_fen=given.amount.total,
        appid=given.appid,
        mchid=given.mchid,
        openid=given.payer.openid,
        openid_appid=given.appid,
        attach=given.attach,
        time_expire=given.time_expire,
    )


def _partner(given: PartnerJsapiPrepay) -> Order:
    openid, openid_appid = given.payer.sub_openid, given.sub_appid
    if openid is None:
        openid, openid_appid = given.payer.sp_openid, given.sp_appid
    if openid is None or openid_appid is None:
        raise errors.param_error("/body/payer", "sp_openid和sub_openid二选一，传sub_openid时sub_appid必填")
    return Order(
        out_trade_no=given.out_trade_no,
        description=given.description,
        notify_url=given.notify_url,
        total_fen=given.amount.total,
        appid=given.sp_appid,
        mchid=given.sp_mchid,
        openid=openid,
        openid_appid=openid_appid,
        sub_appid=given.sub_appid,
        sub_mchid=given.sub_mchid,
        attach=given.attach,
        time_expire=given.time_expire,
    )


def _prepay(standin: StandIn, order: Order, body: bytes) -> Answer:
    return {"prepay_id": standin.ledger.prepay(order, json.loads(body)).prepay_id}


def _asked_by(standin: StandIn, request: Request) -> str | None:
    """The ``sub_mchid`` of a query by a partner; None for a merchant who asks for himself."""
    sub_mchid = request.query_params.get("sub_mchid")
    _own(standin, request.query_params.get("mchid" if sub_mchid is None else "sp_mchid"))
    return sub_mchid


def _refund(standin: StandIn, given: RefundRequest) -> Answer:
    if (given.transaction_id is None) is (given.out_trade_no is None):
        raise errors.param_error("/body/transaction_id", "和out_trade_no二选一")
    try:
        if given.out_trade_no is not None:
            transaction = standin.ledger.find(given.out_trade_no, given.sub_mchid)
        else:
            transaction = standin.ledger.find_by_id(given.transaction_id or "", given.sub_mchid)
    except errors.PayError as error:
        raise errors.PayError(404, "RESOURCE_NOT_EXISTS", "订单号不存在") from error
    return refunds.describe(standin.refunds.apply(transaction, given), transaction)


def _certificates(standin: StandIn) -> Answer:
    return {
        "data": [
            {
                "serial_no": one.serial,
                "effective_time": rfc3339(one.starts),
                "expire_time": rfc3339(one.ends),
                "encrypt_certificate": standin.signer.encrypt(one.pem, "certificate"),
            }
            for one in standin.signer.certificates
        ]
    }


def _own(standin: StandIn, mchid: str | None) -> None:
    if mchid is None:
        raise errors.param_error("/query/mchid", "缺少必填参数")
    if mchid != standin.identity.numbers.merchant_id:
        raise errors.PayError(400, "MCH_NOT_EXISTS", "商户号不存在")
