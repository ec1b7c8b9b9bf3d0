from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.ids import Id

MOST_PICTURES = 6

Stars = Annotated[int, Field(ge=1, le=5)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReviewIn(_In):
    line_id: Id
    stars: Stars
    text: Text = ""
    picture_ids: list[Id] = Field(default=[], max_length=MOST_PICTURES, description="As POST /reviews/pictures gave")
    anonymous: bool = False


class ReplyIn(_In):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class PictureOut(BaseModel):
    id: int
    url: str


class ReviewOut(BaseModel):
    """As everybody sees it."""

    id: int
    author: str = Field(description="Masked; the same for everybody who wrote anonymously")
    stars: int
    text: str
    pictures: list[str] = Field(description="Addresses")
    specs_text: str
    reply: str | None
    replied_at: datetime | None
    created_at: datetime


class SpuReviews(BaseModel):
    items: list[ReviewOut]
    next_cursor: str | None
    total: int = Field(description="All that are shown, whatever their stars")
    average: float | None = Field(description="Of the stars, to one decimal; null without any review")
    counts: dict[str, int] = Field(description='How many have "1" … "5" stars')


class MyReview(ReviewOut):
    """As its writer sees it."""

    line_id: int
    spu_id: int
    name: str
    anonymous: bool
    status: str


class LineToReview(BaseModel):
    line_id: int
    spu_id: int
    name: str
    specs_text: str
    image_url: str | None
    review: MyReview | None


class OrderReviews(BaseModel):
    open: bool = Field(description="Whether what has no review yet can still get one")
    until: datetime | None = Field(description="Until when; null while the order is not completed")
    max_pictures: int
    anonymous: bool = Field(description="Whether the shop lets customers write anonymously")
    items: list[LineToReview]


class StaffReview(MyReview):
    user_id: int
    verdict: str | None = Field(description="WeChat's on the text: pass, review, risky; null before it has answered")
    can: list[str] = Field(description="What the reader may do with it now")


class Written(BaseModel):
    """What is kept under an Idempotency-Key: the review itself may be erased."""

    id: int
