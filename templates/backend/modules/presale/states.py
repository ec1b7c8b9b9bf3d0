"""The lives of an activity and of a booking. Services, tests and documentation all read these tables."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
CLOSED = "closed"

ACTIVITY = StateMachine(
    name="presale",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED, CLOSED}),
        PUBLISHED: frozenset({CLOSED}),
        CLOSED: frozenset(),
    },
)
"""In one that is closed nobody books any more; balances are paid as agreed."""

COMING = "coming"
RUNNING = "running"
OVER = "over"
ACTIVITY_LABELS = {DRAFT: "草稿", COMING: "即将开始", RUNNING: "预订中", OVER: "预订结束", CLOSED: "已提前结束"}

PENDING = "pending"
BOOKED = "booked"
COMPLETED = "completed"
CANCELED = "canceled"
REFUNDED = "refunded"
FORFEITED = "forfeited"

BOOKING = StateMachine(
    name="presale_booking",
    initial=PENDING,
    moves={
        PENDING: frozenset({BOOKED, CANCELED}),
        BOOKED: frozenset({COMPLETED, REFUNDED, FORFEITED}),
        COMPLETED: frozenset({REFUNDED}),
        CANCELED: frozenset(),
        REFUNDED: frozenset(),
        FORFEITED: frozenset(),
    },
)
"""`pending` waits for its deposit, `booked` for its balance. A completed one comes undone when its order is cancelled
before it is on its way: then the deposit goes back as well."""

BOOKING_LABELS = {
    PENDING: "待付定金",
    BOOKED: "待付尾款",
    COMPLETED: "已付清",
    CANCELED: "已取消",
    REFUNDED: "已退款",
    FORFEITED: "逾期未付尾款",
}
