"""The life of a document on its way to the ERP. Services, tests and documentation read this table.

waiting -> sent
waiting -> failed -> waiting
"""

from app.core.state_machine import StateMachine

WAITING = "waiting"
SENT = "sent"
FAILED = "failed"

DOCUMENT = StateMachine(
    name="erp_document",
    initial=WAITING,
    moves={WAITING: frozenset({SENT, FAILED}), FAILED: frozenset({WAITING}), SENT: frozenset()},
)

LABELS = {WAITING: "待推送", SENT: "已推送", FAILED: "推送失败"}
"""What people read."""

ONLY_OURS = "only_ours"
ONLY_THEIRS = "only_theirs"
UNEQUAL = "unequal"
DIFFERENCES = {ONLY_OURS: "ERP 里没有", ONLY_THEIRS: "只有 ERP 有", UNEQUAL: "金额不同"}
