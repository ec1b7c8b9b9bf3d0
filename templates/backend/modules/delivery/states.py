"""The life of one shipment. Services, tests and documentation all read this table."""

from app.core.state_machine import StateMachine

PACKED = "packed"
SHIPPED = "shipped"
DELIVERED = "delivered"
CANCELED = "canceled"

SHIPMENT = StateMachine(
    name="shipment",
    initial=PACKED,
    moves={
        PACKED: frozenset({SHIPPED, CANCELED}),
        SHIPPED: frozenset({DELIVERED}),
        DELIVERED: frozenset(),
        CANCELED: frozenset(),
    },
)

LABELS = {PACKED: "待寄出", SHIPPED: "运输中", DELIVERED: "已签收", CANCELED: "已取消"}
"""What staff and customers read."""
