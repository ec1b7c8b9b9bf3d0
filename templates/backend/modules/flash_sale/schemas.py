from datetime import datetime
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id

State = Literal["draft", "coming", "running", "over", "closed"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ItemIn(_In):
    sku_id: Id
    price_fen: int = Field(gt=0, le=100_000_000)
    stock: int = Field(gt=0, le=1_000_000, description="Pieces at this price; the shop's own stock must serve them too")
    per_user_limit: int = Field(default=1, gt=0, le=9999)


class SaleIn(_In):
    title: str = Field(min_length=1, max_length=20)
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    items: list[ItemIn] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.starts_at >= self.ends_at:
            raise ValueError("结束时间要晚于开始时间")
        if len({item.sku_id for item in self.items}) < len(self.items):
            raise ValueError("同一规格只能出现一次")
        return self


class ItemOut(BaseModel):
    id: int
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    price_fen: int
    usual_fen: int = Field(description="What it costs outside of the sale")
    stock: int
    left: int
    per_user_limit: int


class SaleOut(BaseModel):
    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    state: State
    items: list[ItemOut]


class SalesOut(BaseModel):
    now: datetime = Field(description="The server's time, for counting down")
    items: list[SaleOut]


class OfferedOut(BaseModel):
    """Why a line has the sale's price, or has not."""

    sku_id: int
    price_fen: int
    reason: Literal["limit", "sold_out"] | None
    message: str


class TakeOut(BaseModel):
    id: int
    order_id: int
    user_id: int
    sku_id: int
    quantity: int
    status: Literal["held", "sold", "released"]
    at: datetime
