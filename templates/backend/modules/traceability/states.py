"""The life of a batch's public page. Services, tests and documentation read this table.

    draft -> published <-> withdrawn

What is held, because an inspection failed or somebody wants it so, cannot be published, and is withdrawn if it was.
"""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
WITHDRAWN = "withdrawn"

BATCH = StateMachine(
    name="batch",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED}),
        PUBLISHED: frozenset({WITHDRAWN}),
        WITHDRAWN: frozenset({PUBLISHED}),
    },
)

LABELS = {DRAFT: "未公开", PUBLISHED: "已公开", WITHDRAWN: "已撤回"}
"""What people read."""

MADE = "made"
CORRECTED = "corrected"
HELD = "held"
RELEASED = "released"
REPORTED = "reported"

KINDS = {
    MADE: "生产",
    CORRECTED: "更正批次信息",
    "processed": "加工",
    "inspected": "检验",
    "stored": "入库",
    "shipped": "出库",
    "received": "收货",
    REPORTED: "检测报告",
    HELD: "扣留",
    RELEASED: "解除扣留",
    PUBLISHED: "公开",
    WITHDRAWN: "撤回",
    "note": "记录",
}
"""What happens to a batch, as its story tells it."""

BY_HAND = ("processed", "stored", "shipped", "received", "note")
"""What staff write down; the rest comes with what they do."""

TOLD = frozenset({MADE, "processed", "inspected", "stored", "shipped", "received", REPORTED, WITHDRAWN})
"""What the public page tells unless it is said otherwise."""
