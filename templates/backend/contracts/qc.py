"""What others may know of inspections."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class InspectionJudged(Event):
    """`status` is passed, failed or conceded; of a batch, or of a line of a receipt."""

    name: ClassVar[str] = "inspection.judged"

    inspection_id: int
    number: str
    kind: str
    status: str
    batch_id: int | None
    receipt_id: int | None
    receipt_line_id: int | None
