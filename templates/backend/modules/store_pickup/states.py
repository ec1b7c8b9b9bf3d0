"""The life of a pickup. Services, tests and documentation all read this table."""

from app.core.state_machine import StateMachine

RESERVED = "reserved"
READY = "ready"
PICKED = "picked"
CANCELED = "canceled"

PICKUP = StateMachine(
    name="pickup",
    initial=RESERVED,
    moves={
        RESERVED: frozenset({READY, CANCELED}),
        READY: frozenset({PICKED, CANCELED}),
        PICKED: frozenset(),
        CANCELED: frozenset(),
    },
)
"""`reserved`: the order is not paid, or something holds it; there is no code yet."""

LABELS = {RESERVED: "待付款", READY: "待提货", PICKED: "已提货", CANCELED: "已取消"}
"""What staff read."""
