"""The lives of an activity and of a bargain. Services, tests and documentation all read these tables."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
CLOSED = "closed"

ACTIVITY = StateMachine(
    name="bargain_activity",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED, CLOSED}),
        PUBLISHED: frozenset({CLOSED}),
        CLOSED: frozenset(),
    },
)
"""In one that is closed nobody starts a bargain any more; those that have begun go on."""

COMING = "coming"
RUNNING = "running"
OVER = "over"
ACTIVITY_LABELS = {DRAFT: "草稿", COMING: "即将开始", RUNNING: "进行中", OVER: "已结束", CLOSED: "已提前结束"}

BARGAINING = "bargaining"
SUCCESS = "success"
BOUGHT = "bought"
FAILED = "failed"

RECORD = StateMachine(
    name="bargain",
    initial=BARGAINING,
    moves={
        BARGAINING: frozenset({SUCCESS, BOUGHT, FAILED}),
        SUCCESS: frozenset({BOUGHT, FAILED}),
        BOUGHT: frozenset({FAILED}),
        FAILED: frozenset(),
    },
)
"""`success` is at the floor and not bought yet. An order that is cancelled unpaid gives the bargain back; one that was
paid and refunded ends it."""

RECORD_LABELS = {BARGAINING: "砍价中", SUCCESS: "已砍到底价", BOUGHT: "已购买", FAILED: "未成功"}
