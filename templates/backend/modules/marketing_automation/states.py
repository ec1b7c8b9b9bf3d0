"""What becomes of a journey that a customer has set out on. Services, tests and the console read this one table."""

from app.core.state_machine import StateMachine

WAITING = "waiting"
TOLD = "told"
DROPPED = "dropped"

RUN = StateMachine(
    name="journey_run",
    initial=WAITING,
    moves={WAITING: frozenset({TOLD, DROPPED}), TOLD: frozenset({DROPPED}), DROPPED: frozenset()},
)
"""One that was told is dropped after all when its message is taken back before it went out."""

LABELS = {WAITING: "等待中", TOLD: "已通知", DROPPED: "已取消"}
"""What staff read."""

ORDERED = "ordered"
GONE = "gone"
UNWANTED = "unwanted"
RESTING = "resting"

REASONS = {ORDERED: "已经下单", GONE: "条件已不成立", UNWANTED: "顾客不接收", RESTING: "不久前通知过"}
"""Why one was dropped."""
