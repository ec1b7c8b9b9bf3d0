"""What becomes of a message. Services, tests and the console all read this one table.

`sending` is written before WeChat is asked: a job that finds it there belongs to one that broke off in between, and
nobody knows whether the message went out. It is not sent a second time; the customer finds it in his inbox.
"""

from app.core.state_machine import StateMachine

QUEUED = "queued"
SENDING = "sending"
SENT = "sent"
REFUSED = "refused"
FAILED = "failed"
INBOX = "inbox"
WITHDRAWN = "withdrawn"

NOTIFICATION = StateMachine(
    name="notification",
    initial=QUEUED,
    moves={
        QUEUED: frozenset({SENDING, FAILED, WITHDRAWN}),
        SENDING: frozenset({QUEUED, SENT, REFUSED, FAILED}),
        SENT: frozenset(),
        REFUSED: frozenset(),
        FAILED: frozenset(),
        INBOX: frozenset(),
        WITHDRAWN: frozenset(),
    },
)
"""`inbox` is where it starts and ends when it was never to go through WeChat: no consent left, or the day's cap.
`withdrawn` is one that waited for the end of the quiet hours when it became needless: nobody was told."""

LABELS = {
    QUEUED: "待发送",
    SENDING: "发送中",
    SENT: "已发送",
    REFUSED: "用户未订阅",
    FAILED: "发送失败",
    INBOX: "仅站内",
    WITHDRAWN: "已撤回",
}
"""What staff read."""
