from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id
from app.modules.prepaid.api import Fault, RefundOut

Fen = Annotated[int, Field(gt=0, le=100_000_000)]
State = Literal["held", "active", "refunding", "revoked", "over"]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WholePrice(_In):
    price_fen: Fen
    original_price_fen: Fen | None = Field(default=None, description="Struck through; not less than the price")


class ChapterPrice(WholePrice):
    chapter_id: Id


class PricesIn(_In):
    """What the course costs as a whole and by chapter. With neither it costs nothing."""

    whole: WholePrice | None = None
    chapters: list[ChapterPrice] = Field(default=[], max_length=100)


class SegmentOut(BaseModel):
    sku_id: int
    spu_id: int = Field(description="The product whose page shows what promotions there are")
    chapter_id: int | None = Field(description="null: the whole course")
    title: str
    price_fen: int
    original_price_fen: int | None
    deduct_fen: int = Field(description="What the reader paid for chapters, taken off the whole")
    owned: bool
    pending_order_id: int | None = Field(description="The reader's order that waits for its payment")


class SegmentsOut(BaseModel):
    items: list[SegmentOut]


class RefundIn(_In):
    fault: Fault = Field(description="Who has caused it: of that hang the price of what was learned, and the interest")
    learned: Annotated[int, Field(ge=0, le=10_000)] | None = Field(
        default=None, description="Lessons that he has had; left out: as many as his progress says"
    )


class OwedOut(RefundOut):
    """What would go back, and how that comes about."""

    paid_fen: int
    learned: int
    lessons: int


class PurchaseOut(BaseModel):
    id: int
    user_id: int
    name: str = Field(description="Masked")
    course_id: int
    course: str
    chapter_id: int | None
    part: str
    order_id: int
    status: State
    paid_fen: int
    refund_fen: int
    interest_fen: int = Field(description="To be sent some other way: no channel gives back more than was paid")
    failure: str
    granted_at: datetime | None
    ended_at: datetime | None
