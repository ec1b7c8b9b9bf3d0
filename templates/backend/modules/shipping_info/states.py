"""How far WeChat knows how something was handed over. The services, the tests and the documentation read this."""

from app.core.state_machine import StateMachine

WAITING = "waiting"
SENT = "sent"
FAILED = "failed"

UPLOAD = StateMachine(
    name="shipping information",
    initial=WAITING,
    moves={
        WAITING: frozenset({SENT, FAILED}),
        SENT: frozenset({WAITING}),
        FAILED: frozenset({WAITING}),
    },
)
"""`waiting` again: another parcel left, a number was corrected, or staff want to try once more."""

LABELS = {WAITING: "等待录入", SENT: "已录入", FAILED: "录入失败"}
"""What staff read."""
