from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.modules.multi_store.api import StoreOut
from app.modules.store_pickup.pictures import PREFIX

Status = Literal["reserved", "ready", "picked", "canceled"]


def _digits(text: str) -> str:
    """What a camera reads, or what somebody types."""
    return text.strip().removeprefix(PREFIX).replace(" ", "")


class CodeIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[
        str,
        Field(min_length=8, max_length=20, pattern=r"^ *(PICKUP:)?[0-9 ]{8,12}$", description="Scanned or typed"),
        AfterValidator(_digits),
    ]


class PickupOut(BaseModel):
    """Where an order waits, for its customer."""

    order_id: int
    status: Status
    code: str | None
    qr: str | None = Field(description="The code as a picture (data address) while the order waits")
    store: StoreOut
    ready_at: datetime | None
    picked_at: datetime | None


class PickedLine(BaseModel):
    name: str
    specs_text: str
    image_url: str | None
    quantity: int


class CounterOut(BaseModel):
    """What staff hand over."""

    id: int
    order_id: int
    order_no: str
    status: Status
    store_id: int
    store_name: str
    remark: str
    lines: list[PickedLine]
    ready_at: datetime | None
    picked_at: datetime | None
