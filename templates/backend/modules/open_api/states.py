"""The life of a delivery. Services, tests and documentation read this table.

    pending -> delivered
    pending -> dead

Whoever wants may have either sent once more.
"""

from app.core.state_machine import StateMachine

PENDING = "pending"
DELIVERED = "delivered"
DEAD = "dead"

DELIVERY = StateMachine(
    name="delivery",
    initial=PENDING,
    moves={
        PENDING: frozenset({DELIVERED, DEAD}),
        DELIVERED: frozenset({PENDING}),
        DEAD: frozenset({PENDING}),
    },
)

LABELS = {PENDING: "推送中", DELIVERED: "已送达", DEAD: "已放弃"}
"""What people read."""
