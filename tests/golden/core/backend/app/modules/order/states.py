"""The life of an order. Services, tests and documentation all read this one table.

Money given back is another axis (`Order.refunded_fen`): an order that was partly refunded is still on its way.
An order that is held (`app.contracts.order.HOLDS`) is `pending_group` until it is let go, and `paid` again then.
`to_ship`, `shipped` and `ready_for_pickup` belong to modules that ship or hand over.
"""

from app.core.state_machine import StateMachine

PENDING_PAYMENT = "pending_payment"
PAID = "paid"
PENDING_GROUP = "pending_group"
COMPLETED = "completed"
CANCELED = "canceled"

ORDER = StateMachine(
    name="order",
    initial=PENDING_PAYMENT,
    moves={
        PENDING_PAYMENT: frozenset({PAID, CANCELED}),
        PAID: frozenset({PENDING_GROUP, "to_ship", "ready_for_pickup", COMPLETED, CANCELED}),
        PENDING_GROUP: frozenset({PAID, CANCELED}),
        "to_ship": frozenset({"shipped", COMPLETED, CANCELED}),
        "shipped": frozenset({COMPLETED}),
        "ready_for_pickup": frozenset({COMPLETED, CANCELED}),
        COMPLETED: frozenset(),
        CANCELED: frozenset(),
    },
)

UNFINISHED = ORDER.states - {COMPLETED, CANCELED}
"""Somebody still owes somebody something."""

IN_PROGRESS = UNFINISHED - {PENDING_PAYMENT}
"""Paid for, and not done yet: what a customer calls 进行中."""

NOT_SENT = IN_PROGRESS - {"shipped"}
"""Paid for, and the goods are still here."""

LABELS = {
    PENDING_PAYMENT: "待付款",
    PAID: "已付款",
    PENDING_GROUP: "待成团",
    "to_ship": "待发货",
    "shipped": "已发货",
    "ready_for_pickup": "待自提",
    COMPLETED: "已完成",
    CANCELED: "已取消",
}
"""What staff read."""
