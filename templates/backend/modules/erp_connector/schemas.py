from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class DayIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    day: date


class DocumentOut(BaseModel):
    id: int
    kind: str
    kind_label: str
    number: str
    on: date
    amount_fen: int
    status: str
    status_label: str
    attempts: int
    answer: str
    erp_number: str
    created_at: datetime
    next_at: datetime | None
    sent_at: datetime | None


class DocumentDetail(DocumentOut):
    content: dict[str, Any]


class DifferenceOut(BaseModel):
    kind: str
    number: str
    what: str
    what_label: str
    ours_fen: int | None
    theirs_fen: int | None


class ReconciliationOut(BaseModel):
    day: date
    ours: int
    ours_fen: int
    theirs: int
    theirs_fen: int
    differences: int
    at: datetime


class ReconciliationDetail(BaseModel):
    day: date
    ours: int
    ours_fen: int
    theirs: int
    theirs_fen: int
    at: datetime
    differences: list[DifferenceOut]
