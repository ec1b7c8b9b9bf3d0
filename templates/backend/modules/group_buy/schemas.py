from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

ActivityState = Literal["draft", "coming", "running", "over", "closed"]
GroupState = Literal["opening", "forming", "success", "failed"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ItemIn(_In):
    sku_id: Id
    price_fen: int = Field(gt=0, le=100_000_000)


class GroupBuyIn(_In):
    title: str = Field(min_length=1, max_length=20)
    size: int = Field(ge=2, le=100)
    hours: int = Field(default=24, ge=1, le=720, description="How long a group may take to become complete")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    max_quantity: int = Field(default=1, ge=1, le=9999, description="Pieces in one order")
    per_user_limit: int = Field(default=1, ge=1, le=9999, description="Orders of one customer")
    items: list[ItemIn] = Field(min_length=1, max_length=50, description="SKUs of one product")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.starts_at >= self.ends_at:
            raise ValueError("结束时间要晚于开始时间")
        if len({item.sku_id for item in self.items}) < len(self.items):
            raise ValueError("同一规格只能出现一次")
        return self


class Wish(_In):
    """What a customer asks for with an order: to open a group, or to join one."""

    sku_id: Id
    activity_id: Id | None = None
    group: str | None = Field(default=None, max_length=16)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.activity_id is None) == (self.group is None):
            raise ValueError("either open a group or join one")
        return self


class ItemOut(BaseModel):
    sku_id: int
    specs_text: str
    price_fen: int
    usual_fen: int = Field(description="What it costs without a group")


class GroupBuyOut(BaseModel):
    id: int
    title: str
    spu_id: int
    name: str
    image_url: str | None
    size: int
    hours: int
    starts_at: datetime
    ends_at: datetime
    max_quantity: int
    per_user_limit: int
    state: ActivityState
    items: list[ItemOut]


class WaitingOut(BaseModel):
    """A group that can be joined."""

    code: str
    head: str = Field(description="Who opened it, masked")
    head_avatar_url: str | None
    size: int
    missing: int
    expires_at: datetime


class OfProductOut(BaseModel):
    now: datetime = Field(description="The server's time, for counting down")
    activity: GroupBuyOut | None
    groups: list[WaitingOut]


class MemberOut(BaseModel):
    nickname: str = Field(description="Masked")
    avatar_url: str | None
    head: bool
    me: bool


class GroupOut(BaseModel):
    code: str
    status: GroupState
    size: int
    missing: int = Field(description="How many still have to pay until it is complete")
    seats_left: int = Field(description="How many can still join; orders that wait for payment hold seats")
    expires_at: datetime | None
    now: datetime
    members: list[MemberOut] = Field(description="Those who have paid")
    order_id: int | None = Field(description="The reader's own order in it")
    joinable: bool
    activity: GroupBuyOut


class StaffMember(BaseModel):
    user_id: int
    order_id: int
    status: Literal["reserved", "paid", "left", "refunded"]
    joined_at: datetime


class StaffGroup(BaseModel):
    id: int
    code: str
    activity_id: int
    status: GroupState
    size: int
    seats_taken: int
    paid_count: int
    created_at: datetime
    expires_at: datetime | None
    settled_at: datetime | None
    members: list[StaffMember]
