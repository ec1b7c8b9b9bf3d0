"""The life of an order. Services, tests and documentation all read this one table.

Money given back is another axis (`Order.refunded_fen`): an order that was partly refunded is still on its way.
`pending_group`, `to_ship`, `shipped` and `ready_for_pickup` belong to modules that wait for a group, ship, or hand
over.
"""

from app.core.state_machine import StateMachine

PENDING_PAYMENT = "pending_payment"
PAID = "paid"
COMPLETED = "completed"
CANCELED = "canceled"

ORDER = StateMachine(
    name="order",
    initial=PENDING_PAYMENT,
    moves={
        PENDING_PAYMENT: frozenset({PAID, CANCELED}),
        PAID: frozenset({"pending_group", "to_ship", "ready_for_pickup", COMPLETED, CANCELED}),
        "pending_group": frozenset({"to_ship", "ready_for_pickup", COMPLETED, CANCELED}),
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
