"""The life of an invoice. Services, tests and documentation all read this one table.

An issued invoice cannot be taken back: it is cancelled out by another one over the same amount, the red one. Money that
went back asks for that (`red_pending`); then the customer may ask for one over what is left.
"""

from app.core.state_machine import StateMachine

REQUESTED = "requested"
ISSUED = "issued"
REJECTED = "rejected"
CANCELED = "canceled"
RED_PENDING = "red_pending"
RED_FLUSHED = "red_flushed"

INVOICE = StateMachine(
    name="invoice",
    initial=REQUESTED,
    moves={
        REQUESTED: frozenset({ISSUED, REJECTED, CANCELED}),
        ISSUED: frozenset({RED_PENDING, RED_FLUSHED}),
        RED_PENDING: frozenset({RED_FLUSHED}),
        REJECTED: frozenset(),
        CANCELED: frozenset(),
        RED_FLUSHED: frozenset(),
    },
)

STANDING = frozenset({REQUESTED, ISSUED, RED_PENDING})
"""At most one of an order's invoices is in one of these: a constraint of the table."""

LABELS = {
    REQUESTED: "待开具",
    ISSUED: "已开具",
    REJECTED: "已驳回",
    CANCELED: "已取消",
    RED_PENDING: "待红冲",
    RED_FLUSHED: "已红冲",
}
"""What staff read."""
