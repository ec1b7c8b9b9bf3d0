"""What can become of a payment, of one attempt at it, and of a refund. The services, the tests and the documentation
read these.

`closed` is said only after WeChat was asked. It has the last word: money that WeChat has taken is a success, whatever
stood here before.
"""

from app.core.state_machine import StateMachine

WAITING = "waiting"
SUCCESS = "success"
CLOSED = "closed"
PROCESSING = "processing"
ABNORMAL = "abnormal"
REFUSED = "refused"

_PAYMENT_MOVES = {
    WAITING: frozenset({SUCCESS, CLOSED}),
    CLOSED: frozenset({SUCCESS}),
    SUCCESS: frozenset[str](),
}

PAY_ORDER = StateMachine(name="payment", initial=WAITING, moves=_PAYMENT_MOVES)
PAY_ATTEMPT = StateMachine(name="payment attempt", initial=WAITING, moves=_PAYMENT_MOVES)

REFUND = StateMachine(
    name="refund",
    initial=WAITING,
    moves={
        WAITING: frozenset({PROCESSING, SUCCESS, ABNORMAL, CLOSED, REFUSED}),
        PROCESSING: frozenset({SUCCESS, ABNORMAL, CLOSED}),
        ABNORMAL: frozenset({PROCESSING, SUCCESS, CLOSED}),
        REFUSED: frozenset({WAITING, PROCESSING, SUCCESS, ABNORMAL, CLOSED}),
        SUCCESS: frozenset(),
        CLOSED: frozenset(),
    },
)
"""`abnormal`: WeChat has the refund, but the payer's card is gone; staff settle it in the merchant's console, and may
have it asked for again (`processing`).
`refused`: WeChat did not take it; staff may try again, with the same number. `closed`: it will never be carried out;
its amount is free again."""

UNFINISHED_REFUND = frozenset({WAITING, PROCESSING, ABNORMAL, REFUSED})

PAY_ORDER_LABELS = {WAITING: "待付款", SUCCESS: "已付款", CLOSED: "已关闭"}
REFUND_LABELS = {
    WAITING: "待提交",
    PROCESSING: "处理中",
    SUCCESS: "已退款",
    ABNORMAL: "异常，需在商户平台处理",
    CLOSED: "已关闭",
    REFUSED: "微信未受理",
}
