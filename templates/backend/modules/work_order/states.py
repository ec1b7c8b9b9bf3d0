"""The life of a work order, and of a report that may become one. Services, tests and documentation read these tables.

    open -> assigned -> in_progress <-> on_hold
                        in_progress -> pending_acceptance -> closed -> archived

Who does not accept what was done sends it back into progress. Until something waits to be accepted it can be canceled.
"""

from app.core.state_machine import StateMachine

OPEN = "open"
ASSIGNED = "assigned"
IN_PROGRESS = "in_progress"
ON_HOLD = "on_hold"
PENDING_ACCEPTANCE = "pending_acceptance"
CLOSED = "closed"
ARCHIVED = "archived"
CANCELED = "canceled"

WORK_ORDER = StateMachine(
    name="work_order",
    initial=OPEN,
    moves={
        OPEN: frozenset({ASSIGNED, CANCELED}),
        ASSIGNED: frozenset({IN_PROGRESS, CANCELED}),
        IN_PROGRESS: frozenset({ON_HOLD, PENDING_ACCEPTANCE, CANCELED}),
        ON_HOLD: frozenset({IN_PROGRESS, CANCELED}),
        PENDING_ACCEPTANCE: frozenset({CLOSED, IN_PROGRESS}),
        CLOSED: frozenset({ARCHIVED}),
        ARCHIVED: frozenset(),
        CANCELED: frozenset(),
    },
)

DONE = frozenset({CLOSED, ARCHIVED})
"""Accepted: there is a record to keep."""
RUNNING = frozenset({OPEN, ASSIGNED, IN_PROGRESS, ON_HOLD})
"""Somebody still has to repair something; the time for it runs."""
GIVEN = frozenset({ASSIGNED, IN_PROGRESS, ON_HOLD})
"""Somebody has it in hand, and it may pass to somebody else."""

LABELS = {
    OPEN: "待派工",
    ASSIGNED: "待接单",
    IN_PROGRESS: "维修中",
    ON_HOLD: "已挂起",
    PENDING_ACCEPTANCE: "待验收",
    CLOSED: "已关闭",
    ARCHIVED: "已归档",
    CANCELED: "已取消",
}
"""What people read."""

SUBMITTED = "submitted"
APPROVED = "approved"
REFUSED = "refused"

REQUEST = StateMachine(
    name="repair_request",
    initial=SUBMITTED,
    moves={SUBMITTED: frozenset({APPROVED, REFUSED}), APPROVED: frozenset(), REFUSED: frozenset()},
)

REQUEST_LABELS = {SUBMITTED: "待审核", APPROVED: "已派修", REFUSED: "未受理"}

PRIORITIES = {"urgent": "紧急", "high": "优先", "normal": "普通"}
SOURCES = {"staff": "员工", "request": "扫码报修", "alert": "设备告警", "plan": "保养计划", "other": "其他"}
HOLD_REASONS = {"parts": "等备件", "outside": "等外协", "stop": "等停机", "other": "其他"}

ACTIONS = {
    "open": "开单",
    "assign": "派工",
    "take": "领单",
    "start": "接单开工",
    "hold": "挂起",
    "resume": "继续维修",
    "complete": "完工报验",
    "accept": "验收通过",
    "reject": "验收不通过",
    "cancel": "取消",
    "archive": "归档",
}
"""What moves an order, as its history tells it."""
