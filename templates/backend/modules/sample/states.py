"""The life of a sample. One that failed may be followed by another version, which is a sample of its own.

requested -> sent -> received -> passed / failed
sent (the next version of one that failed) -> …
"""

from app.core.state_machine import StateMachine

REQUESTED = "requested"
SENT = "sent"
RECEIVED = "received"
PASSED = "passed"
FAILED = "failed"

SAMPLE = StateMachine(
    name="sample",
    initial=REQUESTED,
    moves={
        REQUESTED: frozenset({SENT}),
        SENT: frozenset({RECEIVED}),
        RECEIVED: frozenset({PASSED, FAILED}),
        PASSED: frozenset(),
        FAILED: frozenset(),
    },
)
LABELS = {REQUESTED: "待寄样", SENT: "已寄出", RECEIVED: "已收到", PASSED: "合格", FAILED: "不合格"}
"""What people read."""
ACTIONS = {
    "request": "索样",
    "send": "寄样",
    "resend": "重新寄样",
    "receive": "收样",
    "pass": "判定合格",
    "fail": "判定不合格",
}
"""What moves a sample, as its history tells it."""
