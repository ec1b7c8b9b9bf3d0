"""The lives of a coupon and of its template. Services, tests and documentation all read these two tables."""

from app.core.state_machine import StateMachine

UNUSED = "unused"
LOCKED = "locked"
USED = "used"
EXPIRED = "expired"

COUPON = StateMachine(
    name="coupon",
    initial=UNUSED,
    moves={
        UNUSED: frozenset({LOCKED, EXPIRED}),
        LOCKED: frozenset({USED, UNUSED}),
        USED: frozenset({UNUSED}),
        EXPIRED: frozenset(),
    },
)
"""A used one comes back only when its order got all its money back. One that comes back too late is unused for as long
as it takes to be found expired."""

COUPON_LABELS = {UNUSED: "未使用", LOCKED: "使用中", USED: "已使用", EXPIRED: "已过期"}

DRAFT = "draft"
ISSUING = "issuing"
STOPPED = "stopped"

TEMPLATE = StateMachine(
    name="coupon_template",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({ISSUING}),
        ISSUING: frozenset({STOPPED}),
        STOPPED: frozenset({ISSUING}),
    },
)
"""Once it has been issued its terms stay as they are: customers hold coupons by them."""

TEMPLATE_LABELS = {DRAFT: "草稿", ISSUING: "发放中", STOPPED: "已停发"}
