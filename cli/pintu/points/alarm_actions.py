"""What an alarm may set off besides telling staff: the ids that a rule's `then` may name.

    alarm_actions:
      - {id: work_order, label: {zh: 派工单, en: Open a work order}}

The backend's part is an implementation in the port `ACTIONS` of `app/contracts/alarm.py` with the same id.
"""

from pintu.model.contract import Words
from pintu.points.point import Point, contributed

POINT = Point(
    "alarm_actions",
    "backend",
    "contributes",
    Words("告警动作", "What an alarm may set off"),
    ("id", "label"),
    contributed("alarm_actions"),
)
