from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

ActivityState = Literal["draft", "coming", "running", "over", "closed"]
RecordState = Literal["bargaining", "success", "bought", "failed"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ActivityIn(_In):
    title: str = Field(min_length=1, max_length=20)
    sku_id: Id
    floor_fen: int = Field(gt=0, le=100_000_000, description="The price that the last friend gets to")
    helps: int = Field(ge=1, le=200, description="How many friends it takes")
    hours: int = Field(default=24, ge=1, le=720, description="How long a customer has, from start to order")
    stock: int = Field(gt=0, le=1_000_000)
    per_user_limit: int = Field(default=1, ge=1, le=100, description="Bargains of one customer")
    starts_at: AwareDatetime
    ends_at: AwareDatetime

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.starts_at >= self.ends_at:
            raise ValueError("结束时间要晚于开始时间")
        return self


class StartIn(_In):
    activity_id: Id


class Wish(_In):
    """What a customer asks for with an order: the price that his bargain has got to."""

    sku_id: Id
    record: str = Field(max_length=16)


class ActivityOut(BaseModel):
    id: int
    title: str
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    usual_fen: int
    floor_fen: int
    helps: int
    hours: int
    stock: int
    left: int
    per_user_limit: int
    starts_at: datetime
    ends_at: datetime
    state: ActivityState


class OfProductOut(BaseModel):
    now: datetime = Field(description="The server's time, for counting down")
    activities: list[ActivityOut]


class HelperOut(BaseModel):
    nickname: str = Field(description="Masked")
    avatar_url: str | None
    me: bool
    cut_fen: int
    at: datetime


class BargainOut(BaseModel):
    code: str
    status: RecordState
    owner: str = Field(description="Masked")
    mine: bool
    start_fen: int
    floor_fen: int
    price_fen: int = Field(description="What it has come down to")
    helps: int
    missing: int = Field(description="How many friends it still takes")
    expires_at: datetime
    now: datetime
    helpers: list[HelperOut] = Field(description="The latest first")
    helpable: bool = Field(description="Whether the reader can help")
    buyable: bool = Field(description="Whether the reader can order it at `price_fen` now")
    order_id: int | None = Field(description="The order that holds it, for its owner")
    activity: ActivityOut


class HelpedOut(BaseModel):
    cut_fen: int
    record: BargainOut


class StaffHelp(BaseModel):
    helper_id: int
    cut_fen: int
    at: datetime


class StaffBargain(BaseModel):
    id: int
    code: str
    activity_id: int
    user_id: int
    status: RecordState
    start_fen: int
    floor_fen: int
    price_fen: int
    helps: int
    cuts: int
    created_at: datetime
    expires_at: datetime
    order_id: int | None
    helpers: list[StaffHelp]
