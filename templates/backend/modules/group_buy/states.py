"""The lives of an activity, of a group, and of a member. Services, tests and documentation all read these tables."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
CLOSED = "closed"

ACTIVITY = StateMachine(
    name="group_buy",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED, CLOSED}),
        PUBLISHED: frozenset({CLOSED}),
        CLOSED: frozenset(),
    },
)
"""In one that is closed nobody opens a group any more; those that wait for members go on waiting."""

COMING = "coming"
RUNNING = "running"
OVER = "over"
ACTIVITY_LABELS = {DRAFT: "草稿", COMING: "即将开始", RUNNING: "进行中", OVER: "已结束", CLOSED: "已提前结束"}

OPENING = "opening"
FORMING = "forming"
SUCCESS = "success"
FAILED = "failed"

GROUP = StateMachine(
    name="group",
    initial=OPENING,
    moves={
        OPENING: frozenset({FORMING, FAILED}),
        FORMING: frozenset({SUCCESS, FAILED}),
        SUCCESS: frozenset(),
        FAILED: frozenset(),
    },
)
"""`opening` until the one who opens it has paid: before that nobody can join."""

GROUP_LABELS = {OPENING: "待付款", FORMING: "拼团中", SUCCESS: "已成团", FAILED: "未成团"}

RESERVED = "reserved"
PAID = "paid"
LEFT = "left"
REFUNDED = "refunded"

MEMBER = StateMachine(
    name="group_member",
    initial=RESERVED,
    moves={
        RESERVED: frozenset({PAID, LEFT}),
        PAID: frozenset({REFUNDED}),
        LEFT: frozenset(),
        REFUNDED: frozenset(),
    },
)
"""A seat is reserved by placing the order, confirmed by its payment, and free again when the order is cancelled."""

LIVE = (RESERVED, PAID)
"""Who has a seat. One who has left or was refunded is no member any more, and is not shown as one."""

MEMBER_LABELS = {RESERVED: "待付款", PAID: "已参团", LEFT: "未付款离开", REFUNDED: "已退款"}
