"""The life of an after-sales case. Services, tests and documentation all read this one table.

    refund_only    applied -> refunding -> done
    return_refund  applied -> agreed -> buyer_shipped -> received -> refunding -> done
    exchange       applied -> agreed -> buyer_shipped -> received -> reshipped -> done

A refund that does not go through waits in `refund_failed` until somebody tries it again or settles it outside. An
exchange for which there is nothing left becomes a refund.
"""

from app.core.state_machine import StateMachine

APPLIED = "applied"
AGREED = "agreed"
BUYER_SHIPPED = "buyer_shipped"
RECEIVED = "received"
REFUNDING = "refunding"
REFUND_FAILED = "refund_failed"
RESHIPPED = "reshipped"
DONE = "done"
CANCELED = "canceled"
REJECTED = "rejected"
RECEIVE_REFUSED = "receive_refused"

AFTERSALE = StateMachine(
    name="aftersale",
    initial=APPLIED,
    moves={
        APPLIED: frozenset({AGREED, REFUNDING, REJECTED, CANCELED}),
        AGREED: frozenset({BUYER_SHIPPED, CANCELED}),
        BUYER_SHIPPED: frozenset({RECEIVED, RECEIVE_REFUSED}),
        RECEIVED: frozenset({REFUNDING, RESHIPPED}),
        REFUNDING: frozenset({DONE, REFUND_FAILED}),
        REFUND_FAILED: frozenset({REFUNDING, DONE}),
        RESHIPPED: frozenset({DONE}),
        DONE: frozenset(),
        CANCELED: frozenset(),
        REJECTED: frozenset(),
        RECEIVE_REFUSED: frozenset(),
    },
)

ENDED = frozenset({DONE, CANCELED, REJECTED, RECEIVE_REFUSED})

OPEN = AFTERSALE.states - ENDED
"""Somebody still owes somebody something."""

FOR_STAFF = frozenset({APPLIED, BUYER_SHIPPED, RECEIVED, REFUND_FAILED})
"""The merchant's turn."""

LABELS = {
    APPLIED: "待审核",
    AGREED: "待寄回",
    BUYER_SHIPPED: "待验收",
    RECEIVED: "已收货",
    REFUNDING: "退款中",
    REFUND_FAILED: "退款未成功",
    RESHIPPED: "换货已寄出",
    DONE: "已完成",
    CANCELED: "已关闭",
    REJECTED: "已拒绝",
    RECEIVE_REFUSED: "拒收退货",
}
"""What staff read."""
