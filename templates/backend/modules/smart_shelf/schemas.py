from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id


class SlotIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    device_id: Id
    reading: str = Field(min_length=1, max_length=40)
    sku_id: Id
    piece_g: float = Field(gt=0, le=1_000_000, allow_inf_nan=False, description="What one piece weighs, in grams")
    tare_g: float = Field(default=0, ge=0, le=1_000_000, allow_inf_nan=False, description="The slot with nothing on it")
    tolerance: int | None = Field(default=None, ge=1, le=45, description="In percent of one piece; null: as usual")


class SettleIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    note: str = Field(default="", max_length=100)


class SlotOut(BaseModel):
    id: int
    device_id: int
    device_code: str
    device_name: str
    device_online: bool
    reading: str
    sku_id: int
    sku_code: str
    sku_name: str
    piece_g: float
    tare_g: float
    tolerance: int | None
    pieces: int | None = Field(description="As last counted; null: not yet")
    weight_g: float | None
    weighed_at: datetime | None
    uncertain: int = Field(description="How many weights were no whole number of pieces")
    uncertain_at: datetime | None
    missing: int = Field(description="Pieces that were taken, and that the stock could not give")
    missing_since: datetime | None


class HeatOut(BaseModel):
    slot_id: int
    device_name: str
    reading: str
    sku_name: str
    picked: list[int] = Field(description="Pieces taken in each hour of the day, from 0 to 23")
    put_back: int


class HeatsOut(BaseModel):
    items: list[HeatOut]


class ReplenishmentOut(BaseModel):
    id: int
    sku_id: int
    sku_code: str
    sku_name: str
    available: int
    low_at: int
    opened_at: datetime
    ended_at: datetime | None
