"""The life of a request for quotation, and of a quote.

    draft -> open -> closed -> awarded
                        (until then) -> canceled

A request that is open may still be changed: then it has another revision, and quotes of the one before count no more.
"""

from app.core.state_machine import StateMachine

DRAFT = "draft"
OPEN = "open"
CLOSED = "closed"
AWARDED = "awarded"
CANCELED = "canceled"

RFQ = StateMachine(
    name="rfq",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({OPEN, CANCELED}),
        OPEN: frozenset({CLOSED, CANCELED}),
        CLOSED: frozenset({AWARDED, CANCELED}),
        AWARDED: frozenset(),
        CANCELED: frozenset(),
    },
)
LABELS = {DRAFT: "草稿", OPEN: "报价中", CLOSED: "已截止", AWARDED: "已定标", CANCELED: "已取消"}
"""What people read."""

SUBMITTED = "submitted"
LOST = "lost"

QUOTE = StateMachine(
    name="quote",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({SUBMITTED}),
        SUBMITTED: frozenset({AWARDED, LOST}),
        AWARDED: frozenset(),
        LOST: frozenset(),
    },
)
QUOTE_LABELS = {DRAFT: "未提交", SUBMITTED: "已报价", AWARDED: "已中标", LOST: "未中标"}
OUTDATED = "已作废（询价有改动）"
"""Of a quote for a revision that is not the last."""
