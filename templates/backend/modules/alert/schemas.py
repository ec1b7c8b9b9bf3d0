from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field


class AlarmOrder(BaseModel):
    id: int
    number: str
    status_label: str


class AlarmOut(BaseModel):
    id: int
    device_id: int
    device_code: str
    device_name: str
    rule: str
    title: str
    severity: str = Field(description="critical, major, minor or warning")
    severity_label: str
    count: int = Field(description="How many readings have met the rule")
    values: dict[str, Any] = Field(description="What the device told when it opened")
    told: str = Field(description="The same in words")
    opened_at: datetime
    last_at: datetime
    acknowledged_at: datetime | None
    cleared_at: datetime | None
    escalated_at: datetime | None
    work_order: AlarmOrder | None = Field(description="That was opened for it")


class OpenAlarms(BaseModel):
    count: int = Field(description="Neither cleared nor acknowledged")
