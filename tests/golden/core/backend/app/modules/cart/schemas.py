from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Interval(ge=1, le=2**31 - 1)]
Quantity = Annotated[int, Field(ge=1, le=1_000_000)]
Problem = Literal["off_sale", "out_of_stock", "short"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AddIn(_In):
    sku_id: Id
    quantity: Quantity


class Added(BaseModel):
    """What is kept under an Idempotency-Key: only that it was done. What somebody wants to buy stays in the cart."""


class ChangeIn(_In):
    quantity: Quantity | None = None
    selected: bool | None = None


class SelectIn(_In):
    selected: bool


class CartItemOut(BaseModel):
    id: int
    sku_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    price_fen: int
    quantity: int
    selected: bool
    available: int | None = Field(description="Pieces that can be bought now; null when nobody counts them")
    problem: Problem | None = Field(description="Why it cannot be ordered like this")


class CartOut(BaseModel):
    items: list[CartItemOut]
    selected_count: int = Field(description="Pieces that are selected, without what is off sale or sold out")
    selected_fen: int = Field(description="What those cost, before promotions")
