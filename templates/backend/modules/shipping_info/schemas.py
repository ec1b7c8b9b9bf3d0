from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class ParcelOut(BaseModel):
    description: str
    courier: str
    tracking_no: str


class UploadOut(BaseModel):
    id: int
    subject: str
    subject_id: int
    way: Literal["express", "local", "virtual", "pickup"]
    parcels: list[ParcelOut]
    complete: bool
    status: Literal["waiting", "sent", "failed"]
    errcode: int | None = Field(description="WeChat's number of the error")
    problem: str | None = Field(description="The same in words")
    rounds: int = Field(description="How often WeChat took it as complete; after 2 nothing can be corrected any more")
    created_at: datetime
    changed_at: datetime
    uploaded_at: datetime | None
    confirmed_at: datetime | None = Field(description="When the customer told WeChat that he has it, or WeChat did")
    settled_at: datetime | None = Field(description="When WeChat let go of the money")


class ReminderOut(BaseModel):
    """WeChat waits for word of something that was paid for."""

    id: int
    transaction_id: str
    subject: str
    subject_id: int
    reminded_at: datetime
