from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from app.core.business import Duration, ModuleSettings


class Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    required: bool = False


class Checklist(BaseModel):
    """`usual`: for orders that name none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    usual: bool = False
    items: tuple[Item, ...]


class WorkOrderSettings(ModuleSettings):
    module: ClassVar[str] = "work_order"

    checklists: Mapping[str, Checklist]
    signature: bool
    due_urgent: Duration
    due_high: Duration
    due_normal: Duration
    archive_after: Duration
    request_pictures: int

    @property
    def usual_checklist(self) -> str:
        """Its name; an empty text where there is none."""
        return next((name for name, one in sorted(self.checklists.items()) if one.usual), "")

    def due_within(self, priority: str) -> timedelta:
        return {"urgent": self.due_urgent, "high": self.due_high}.get(priority, self.due_normal)
