"""The lives of a sale and of what an order takes from it."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
CLOSED = "closed"

SALE = StateMachine(
    name="flash_sale",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED, CLOSED}),
        PUBLISHED: frozenset({CLOSED}),
        CLOSED: frozenset(),
    },
)
"""Whether a published sale is coming, running or over is a matter of the clock, which no job has to turn."""

HELD = "held"
SOLD = "sold"
RELEASED = "released"

TAKE = StateMachine(
    name="flash_sale_take",
    initial=HELD,
    moves={
        HELD: frozenset({SOLD, RELEASED}),
        SOLD: frozenset({RELEASED}),
        RELEASED: frozenset(),
    },
)
"""What was sold comes back only when its order is cancelled before it is on its way."""

COMING = "coming"
RUNNING = "running"
OVER = "over"

LABELS = {DRAFT: "草稿", COMING: "即将开始", RUNNING: "进行中", OVER: "已结束", CLOSED: "已提前结束"}
"""What staff read."""
