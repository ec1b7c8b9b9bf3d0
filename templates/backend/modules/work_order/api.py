"""What other modules may use of this one."""

from app.modules.work_order.errors import ChecklistUnknown
from app.modules.work_order.models import WorkOrder
from app.modules.work_order.opening import Wish, open_order
from app.modules.work_order.settings import WorkOrderSettings
from app.modules.work_order.states import LABELS, PRIORITIES

__all__ = ["LABELS", "PRIORITIES", "ChecklistUnknown", "Wish", "WorkOrder", "check_checklist", "open_order"]


def check_checklist(name: str | None) -> None:
    """Raises ChecklistUnknown for a name that is none; None stands for the usual one."""
    known = WorkOrderSettings.load().checklists
    if name and name not in known:
        raise ChecklistUnknown(checklists=sorted(known))
