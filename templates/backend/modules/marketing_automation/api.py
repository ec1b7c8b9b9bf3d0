"""What modules that bring journeys may use."""

from app.modules.marketing_automation.journeys import JOURNEYS, Journey
from app.modules.marketing_automation.models import Run
from app.modules.marketing_automation.runs import drop, ordered, put_off, set_out
from app.modules.marketing_automation.states import GONE, ORDERED

__all__ = ["GONE", "JOURNEYS", "ORDERED", "Journey", "Run", "drop", "ordered", "put_off", "set_out"]
