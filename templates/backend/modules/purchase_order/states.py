"""The life of a purchase order.

While it runs, its state follows from what was received and what was billed:

    draft -> to_receive_and_bill -> to_bill / to_receive -> completed
             (until it is completed) <-> on_hold
             (while nothing was received or billed) -> cancelled
             (otherwise, when no more is to come) -> closed <-> (as it was)
"""

from app.core.state_machine import StateMachine

DRAFT = "draft"
TO_RECEIVE_AND_BILL = "to_receive_and_bill"
TO_BILL = "to_bill"
TO_RECEIVE = "to_receive"
COMPLETED = "completed"
ON_HOLD = "on_hold"
CLOSED = "closed"
CANCELLED = "cancelled"

RUNNING = frozenset({TO_RECEIVE_AND_BILL, TO_BILL, TO_RECEIVE})
"""Something is still to come: goods, an invoice, or both."""
TAKING = frozenset({*RUNNING, COMPLETED})
"""Goods and invoices are taken, within the allowance also of what is complete."""

PURCHASE_ORDER = StateMachine(
    name="purchase_order",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({TO_RECEIVE_AND_BILL, TO_RECEIVE, CANCELLED}),
        TO_RECEIVE_AND_BILL: frozenset({TO_BILL, TO_RECEIVE, COMPLETED, ON_HOLD, CLOSED, CANCELLED}),
        TO_BILL: frozenset({COMPLETED, ON_HOLD, CLOSED}),
        TO_RECEIVE: frozenset({COMPLETED, ON_HOLD, CLOSED, CANCELLED}),
        COMPLETED: frozenset({CLOSED}),
        ON_HOLD: frozenset({*RUNNING, CLOSED}),
        CLOSED: TAKING,
        CANCELLED: frozenset(),
    },
)

LABELS = {
    DRAFT: "草稿",
    TO_RECEIVE_AND_BILL: "待收货待开票",
    TO_BILL: "待开票",
    TO_RECEIVE: "待收货",
    COMPLETED: "已完成",
    ON_HOLD: "已暂停",
    CLOSED: "已关闭",
    CANCELLED: "已取消",
}
"""What people read."""

CONFIRMED, IN_PRODUCTION, PACKED, SHIPPED = "confirmed", "in_production", "packed", "shipped"
MILESTONES = {CONFIRMED: "已确认", IN_PRODUCTION: "生产中", PACKED: "已打包", SHIPPED: "已发货"}
"""What the supplier reports, in this order."""
AFTER = {
    CONFIRMED: frozenset({""}),
    IN_PRODUCTION: frozenset({CONFIRMED, IN_PRODUCTION, SHIPPED}),
    PACKED: frozenset({IN_PRODUCTION, PACKED, SHIPPED}),
    SHIPPED: frozenset({PACKED, SHIPPED}),
}
"""After which milestone each may come: part of an order may be shipped while the rest is made."""


def derived(received_percent: int, billed_percent: int) -> str:
    """The state of an order that runs. 100 means all of it, and nothing less."""
    received, billed = received_percent >= 100, billed_percent >= 100
    if received and billed:
        return COMPLETED
    return TO_BILL if received else TO_RECEIVE if billed else TO_RECEIVE_AND_BILL
