"""The life of a review. Services, tests and documentation all read this one table.

Nobody but its writer and staff sees a review before WeChat's content check has passed it. What the check is not sure
of waits for a person, as does what it takes too long about: an answer that comes while nobody has decided yet still
counts. What it refuses stays refused.
"""

from app.core.state_machine import StateMachine

PENDING = "pending"
SHOWN = "shown"
HELD = "held"
REFUSED = "refused"
HIDDEN = "hidden"

REVIEW = StateMachine(
    name="review",
    initial=PENDING,
    moves={
        PENDING: frozenset({SHOWN, HELD, REFUSED}),
        HELD: frozenset({SHOWN, REFUSED, HIDDEN}),
        SHOWN: frozenset({HIDDEN}),
        HIDDEN: frozenset({SHOWN}),
        REFUSED: frozenset(),
    },
)

LABELS = {PENDING: "审核中", SHOWN: "已展示", HELD: "待人工审核", REFUSED: "未通过审核", HIDDEN: "已隐藏"}
"""What staff read."""
