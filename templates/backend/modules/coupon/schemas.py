from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

Kind = Literal["amount", "percent"]
Scope = Literal["all", "spu", "category"]
ClaimBy = Literal["button", "code", "birthday"]
State = Literal["unused", "locked", "used", "expired"]
Fen = Annotated[int, Field(ge=1, le=100_000_000, description="Fen")]
Limit = Annotated[int, Field(ge=1, le=100_000_000)]
Share = Annotated[int, Field(ge=1, le=100, description="How many one customer may have")]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class LimitsIn(_In):
    """What may still change while customers hold coupons."""

    name: str = Field(min_length=1, max_length=30)
    total_limit: Limit | None = Field(default=None, description="null: without limit")
    per_user_limit: Share = 1


class TemplateIn(LimitsIn):
    kind: Kind
    amount_fen: Fen | None = Field(default=None, description="What an amount coupon takes off")
    percent_off: int | None = Field(default=None, ge=1, le=99, description="15 for 8.5 折")
    cap_fen: Fen | None = Field(default=None, description="The most that a percentage takes off; null: without limit")
    threshold_fen: int = Field(default=0, ge=0, le=100_000_000, description="What the goods in scope must cost")
    scope: Scope = "all"
    target_ids: list[Id] = Field(default=[], max_length=200, description="Products or categories, by `scope`")
    claim_by: ClaimBy = "button"
    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = Field(default=None, description="The first moment when it is over")
    valid_days: int | None = Field(default=None, ge=1, le=3650, description="From claiming on, instead of two dates")

    @model_validator(mode="after")
    def _worth(self) -> Self:
        if self.kind == "amount":
            if self.amount_fen is None:
                raise ValueError("请填写减免金额")
            if self.percent_off is not None or self.cap_fen is not None:
                raise ValueError("满减券不用填写折扣和最高优惠")
        elif self.percent_off is None:
            raise ValueError("请填写折扣")
        elif self.amount_fen is not None:
            raise ValueError("折扣券不用填写减免金额")
        return self

    @model_validator(mode="after")
    def _validity(self) -> Self:
        if self.valid_days is not None:
            if self.valid_from or self.valid_until:
                raise ValueError("有效期只能选一种：起止日期，或领取后几天")
        elif self.valid_from is None or self.valid_until is None:
            raise ValueError("请填写有效期：起止日期，或领取后几天")
        elif self.valid_from >= self.valid_until:
            raise ValueError("结束时间应晚于开始时间")
        return self

    @model_validator(mode="after")
    def _targets(self) -> Self:
        if (self.scope == "all") == bool(self.target_ids):
            raise ValueError("全部商品可用时不用选择范围，否则请至少选择一项")
        if len(set(self.target_ids)) < len(self.target_ids):
            raise ValueError("适用范围里有重复的项")
        return self


class CodesIn(_In):
    count: int = Field(ge=1, le=500, description="How many codes")
    uses: int = Field(default=1, ge=1, le=100_000, description="How many customers may use each")


class ClaimIn(_In):
    template_id: Id


class ExchangeIn(_In):
    code: str = Field(min_length=1, max_length=40)


class Terms(BaseModel):
    """What a coupon is worth, and where."""

    name: str
    kind: Kind
    amount_fen: int | None
    percent_off: int | None
    cap_fen: int | None
    threshold_fen: int
    scope: Scope
    scope_text: str = Field(description="For people, such as 仅限：绿茶、红茶")


class GivenOut(Terms):
    """What is being given away, as anybody may see it."""

    id: int
    valid_from: datetime | None
    valid_until: datetime | None
    valid_days: int | None
    left: int | None = Field(description="How many can still be claimed; null when there is no limit")


class GivenList(BaseModel):
    items: list[GivenOut]


class TemplateOut(GivenOut):
    mine: int = Field(description="How many the customer has had already")
    per_user_limit: int
    claimable: bool = Field(description="Whether the customer can claim one now")


class CouponOut(Terms):
    id: int
    template_id: int
    status: State
    claimed_at: datetime
    valid_from: datetime
    valid_until: datetime
    used_at: datetime | None
    order_id: int | None
    expires_soon: bool


class CountsOut(BaseModel):
    unused: int
    locked: int
    used: int
    expired: int


class OfferedOut(Terms):
    """A coupon of the customer's, held against the goods of a preview."""

    id: int
    valid_until: datetime
    discount_fen: int = Field(description="What it takes off these goods; 0 when it cannot be used")
    reason: str | None = Field(description="Why it cannot be used with these goods; null when it can")


class OfferOut(BaseModel):
    """`offers.coupon` of POST /orders/preview: what can be used first, the most off first."""

    items: list[OfferedOut]
    chosen: int | None = Field(description="The coupon whose discount is in the price")


class StaffTemplate(BaseModel):
    id: int
    name: str
    kind: Kind
    amount_fen: int | None
    percent_off: int | None
    cap_fen: int | None
    threshold_fen: int
    scope: Scope
    target_ids: list[int]
    claim_by: ClaimBy
    total_limit: int | None
    per_user_limit: int
    claimed: int
    valid_from: datetime | None
    valid_until: datetime | None
    valid_days: int | None
    status: Literal["draft", "issuing", "stopped"]
    created_at: datetime


class ClaimOut(BaseModel):
    id: int
    user_id: int
    status: State
    claimed_at: datetime
    valid_until: datetime
    order_id: int | None
    used_at: datetime | None


class CodeOut(BaseModel):
    id: int
    code: str
    uses: int
    uses_left: int
    created_at: datetime


class CodesOut(BaseModel):
    items: list[CodeOut]
