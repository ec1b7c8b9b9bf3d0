from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

ActivityState = Literal["draft", "coming", "running", "over", "closed"]
PresaleBookingState = Literal["pending", "booked", "completed", "canceled", "refunded", "forfeited"]
Rule = Literal["refund", "forfeit"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PresaleIn(_In):
    title: str = Field(min_length=1, max_length=20)
    sku_id: Id
    price_fen: int = Field(gt=0, le=100_000_000, description="A piece altogether, the deposit included")
    deposit_fen: int = Field(gt=0, le=100_000_000, description="At most a fifth of the price")
    stock: int = Field(gt=0, le=1_000_000)
    per_user_limit: int = Field(default=1, ge=1, le=9999, description="Pieces of one customer")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    balance_from: AwareDatetime
    balance_until: AwareDatetime
    ships_at: AwareDatetime

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.starts_at >= self.ends_at:
            raise ValueError("预订结束时间要晚于开始时间")
        if self.balance_from >= self.balance_until or self.ends_at > self.balance_until:
            raise ValueError("尾款截止时间要晚于尾款开始与预订结束时间")
        if self.ships_at < self.balance_from:
            raise ValueError("发货时间要晚于尾款开始时间")
        if self.deposit_fen * 5 > self.price_fen:
            raise ValueError("定金不能超过总价的 20%")
        return self


class BookIn(_In):
    activity_id: Id
    quantity: int = Field(default=1, ge=1, le=9999)


class Wish(_In):
    """What a customer asks for with an order: to pay the balance of a booking."""

    sku_id: Id
    booking_id: Id


class ActivityOut(BaseModel):
    id: int
    title: str
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    usual_fen: int
    price_fen: int
    deposit_fen: int
    deposit_rule: Rule = Field(description="What becomes of the deposit when the balance is not paid in time")
    stock: int
    left: int
    per_user_limit: int
    starts_at: datetime
    ends_at: datetime
    balance_from: datetime
    balance_until: datetime
    ships_at: datetime
    state: ActivityState


class OfProductOut(BaseModel):
    now: datetime = Field(description="The server's time, for counting down")
    activities: list[ActivityOut]


class PresaleBookingOut(BaseModel):
    id: int
    status: PresaleBookingState
    quantity: int
    deposit_fen: int
    balance_fen: int
    total_fen: int
    created_at: datetime
    expires_at: datetime
    paid_at: datetime | None
    settled_at: datetime | None
    order_id: int | None
    now: datetime
    can: list[str] = Field(description="What the customer may do with it now: pay, cancel, balance")
    activity: ActivityOut


class StaffBooking(BaseModel):
    id: int
    activity_id: int
    user_id: int
    status: PresaleBookingState
    quantity: int
    deposit_fen: int
    balance_fen: int
    created_at: datetime
    paid_at: datetime | None
    settled_at: datetime | None
    order_id: int | None
