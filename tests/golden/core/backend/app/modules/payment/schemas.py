from typing import Literal

from pydantic import BaseModel, Field


class CashierRequest(BaseModel):
    """Handed to `wx.requestPayment` as it is."""

    timeStamp: str  # noqa: N815  # WeChat's names
    nonceStr: str  # noqa: N815
    package: str
    signType: str  # noqa: N815
    paySign: str  # noqa: N815


class PayOut(BaseModel):
    pay_no: str
    request: CashierRequest


class PayStatusOut(BaseModel):
    """`waiting`: WeChat has not taken the money yet. `refunding`, `refunded`: some of it is on its way back; all of it
    is back.
    """

    status: Literal["none", "waiting", "success", "closed", "refunding", "refunded"]
    amount_fen: int


class RefundIn(BaseModel):
    amount_fen: int = Field(gt=0, description="不超过剩余可退金额")
    reason: str = Field(min_length=1, max_length=80, description="顾客会在微信里看到")


class RefundOut(BaseModel):
    refund_no: str
    amount_fen: int
    status: Literal["waiting", "processing", "success", "abnormal", "closed", "refused"]
