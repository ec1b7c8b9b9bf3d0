"""Buttons for people and tests: what a payer, WeChat and bad luck may do. Not part of WeChat."""

from dataclasses import asdict
from typing import Any, Literal, get_args

from fastapi import APIRouter
from pydantic import BaseModel, Field, TypeAdapter

from devtools.wechat.errors import KNOWN_FAILURES, PayError, order_not_exist
from devtools.wechat.records import Attempt, Operation, PayOperation, Plan, RefundStatus, State
from devtools.wechat.signer import Verification
from devtools.wechat.standin import StandIn

_STATE = TypeAdapter(State)


class Cashier(BaseModel):
    """What a mini-program gave to ``wx.requestPayment``, and what the payer then did."""

    appid: str
    request: dict[str, str]
    action: str = Field(default="pay", pattern="^(pay|cancel)$")


class PlanFor(BaseModel):
    plan: Plan
    out_trade_no: str | None = None


class Failure(BaseModel):
    operation: Operation
    code: str
    times: int = Field(default=1, ge=1)
    after: bool = False


class Outcome(BaseModel):
    outcome: RefundStatus


class Mode(BaseModel):
    verification: Verification


class Person(BaseModel):
    person: str = Field(min_length=1)
    phone: str | None = None


class Subscription(BaseModel):
    """What somebody accepted in ``wx.requestSubscribeMessage``."""

    person: str = Field(min_length=1)
    template_ids: list[str]


class Templates(BaseModel):
    template_ids: list[str]


class Words(BaseModel):
    """What the content check finds; see ``content.Content``."""

    risky: list[str] = []
    review: list[str] = []
    pictures: list[Literal["pass", "review", "risky", "lost"]] = []


class Probe(BaseModel):
    url: str


class Seconds(BaseModel):
    seconds: float = Field(ge=0)


def router(standin: StandIn) -> APIRouter:  # noqa: C901  # a list of routes
    """The routes below ``/control``. Errors have the shape of the Pay gateway's."""
    routes = APIRouter(prefix="/control")

    @routes.get("/state")
    async def state() -> dict[str, Any]:
        told = _STATE.dump_python(standin.state, mode="json", exclude={"codes", "access_tokens"})
        numbers = standin.identity.numbers
        told |= {
            "now": standin.timeline.now().isoformat(),
            "verification": standin.signer.verification,
            "refund_outcome": standin.refunds.outcome,
            "failures": [asdict(one) for one in standin.failures],
            "merchant": {"appid": numbers.appid, "merchant_id": numbers.merchant_id},
        }
        return dict(told)

    @routes.post("/transactions/{out_trade_no}/pay")
    async def pay(out_trade_no: str, plan: Plan | None = None) -> dict[str, str]:
        callback = standin.pay(out_trade_no, plan)
        standin.save()
        return {"callback_id": callback.id}

    @routes.post("/transactions/{out_trade_no}/race-close")
    async def race_close(out_trade_no: str) -> dict[str, str]:
        standin.race_close(out_trade_no)
        return {"out_trade_no": out_trade_no}

    @routes.post("/cashier")
    async def cashier(given: Cashier) -> dict[str, str]:
        try:
            transaction = standin.open_cashier(given.appid, given.request)
            if given.action == "cancel":
                return {"errMsg": "requestPayment:fail cancel"}
            standin.pay(transaction.order.out_trade_no)
        except PayError as error:
            return {"errMsg": f"requestPayment:fail {error.message}"}
        standin.save()
        return {"errMsg": "requestPayment:ok"}

    @routes.post("/plans")
    async def plan(given: PlanFor) -> dict[str, Any]:
        standin.courier.plan(given.plan, given.out_trade_no)
        return asdict(given.plan)

    @routes.post("/failures")
    async def failure(given: Failure) -> dict[str, Any]:
        if given.operation in get_args(PayOperation) and given.code not in KNOWN_FAILURES:
            raise PayError(422, "PARAM_ERROR", f"code: {', '.join(KNOWN_FAILURES)}")
        standin.fail(given.operation, given.code, times=given.times, after=given.after)
        return given.model_dump()

    @routes.put("/refund-outcome")
    async def refund_outcome(given: Outcome) -> dict[str, str]:
        standin.refunds.outcome = given.outcome
        return {"outcome": given.outcome}

    @routes.post("/refunds/{out_refund_no}/settle")
    async def settle(out_refund_no: str, given: Outcome) -> dict[str, str | None]:
        callback = standin.settle(out_refund_no, given.outcome)
        standin.save()
        return {"callback_id": callback.id if callback else None}

    @routes.post("/callbacks/{callback_id}/resend")
    async def resend(callback_id: str) -> dict[str, Any]:
        for callback in standin.state.callbacks:
            if callback.id == callback_id:
                return asdict(await standin.courier.resend(callback))
        raise order_not_exist()

    @routes.put("/content")
    async def content(given: Words) -> dict[str, Any]:
        standin.content.risky, standin.content.review = given.risky, given.review
        standin.content.pictures = list(given.pictures)
        return given.model_dump()

    @routes.post("/signature-probe")
    async def probe(given: Probe) -> dict[str, Any]:
        attempt = await standin.courier.probe(given.url)
        return {**asdict(attempt), "passed": attempt.status is not None and attempt.status >= 400}

    @routes.post("/advance")
    async def advance(given: Seconds) -> list[Attempt]:
        standin.timeline.advance(given.seconds)
        return await standin.deliver_due()

    @routes.put("/verification")
    async def verification(given: Mode) -> dict[str, str]:
        standin.signer.verification = given.verification
        return {"verification": given.verification}

    @routes.post("/certificates/rotate")
    async def rotate() -> dict[str, str]:
        return {"serial": standin.signer.rotate_certificate()}

    @routes.post("/login-codes")
    async def login_code(given: Person) -> dict[str, str]:
        code = standin.issue_code(given.person, given.phone)
        standin.save()
        return {"code": code}

    @routes.post("/subscriptions")
    async def subscribe(given: Subscription) -> dict[str, int]:
        for template_id in given.template_ids:
            standin.subscribe(given.person, template_id)
        standin.save()
        return {"accepted": len(given.template_ids)}

    @routes.post("/template-titles")
    async def template_titles(given: Templates) -> dict[str, str]:
        titles = standin.titles()
        return {id_: titles[id_] for id_ in given.template_ids if id_ in titles}

    return routes
