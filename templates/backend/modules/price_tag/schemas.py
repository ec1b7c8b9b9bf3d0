from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from app.core.ids import Id


class TagIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    device_id: Id
    sku_id: Id


class TagOut(BaseModel):
    id: int
    device_id: int
    device_code: str
    device_name: str
    device_online: bool
    sku_id: int
    sku_code: str
    price_fen: int = Field(description="What it should show, as `name` and `version`")
    name: str
    version: int
    shown_version: int = Field(description="What it has confirmed; 0: nothing yet")
    status: str = Field(description="waiting, sent, shown, refused or expired")
    status_label: str
    mismatched: bool = Field(description="It does not show what it should, and somebody should look")
    note: str
    changed_at: datetime
    sent_at: datetime | None
    shown_at: datetime | None
