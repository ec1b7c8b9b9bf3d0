"""The lives of a course and of an enrolment. Services, tests and documentation all read these tables."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
RETIRED = "retired"

COURSE = StateMachine(
    name="course",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED}),
        PUBLISHED: frozenset({RETIRED}),
        RETIRED: frozenset({PUBLISHED}),
    },
)
"""Nobody enrols in one that is retired any more; whoever is enrolled goes on."""

COURSE_LABELS = {DRAFT: "草稿", PUBLISHED: "已发布", RETIRED: "已下架"}

ACTIVE = "active"
COMPLETED = "completed"
SUSPENDED = "suspended"
EXPIRED = "expired"

ENROLLMENT = StateMachine(
    name="enrollment",
    initial=ACTIVE,
    moves={
        ACTIVE: frozenset({COMPLETED, SUSPENDED, EXPIRED}),
        COMPLETED: frozenset({SUSPENDED}),
        SUSPENDED: frozenset({ACTIVE, COMPLETED}),
        EXPIRED: frozenset({ACTIVE}),
    },
)
"""`suspended` after a refund, or by staff. What was completed stays completed when the time to learn is over: only the
lessons are closed then."""

LEARNING = (ACTIVE, COMPLETED)
"""In these the lessons are open, until `expires_at`."""

ENROLLMENT_LABELS = {ACTIVE: "学习中", COMPLETED: "已学完", SUSPENDED: "已暂停", EXPIRED: "已到期"}

VIDEO = "video"
ARTICLE = "article"
LESSON_LABELS = {VIDEO: "视频", ARTICLE: "图文"}

UPLOADING = "uploading"
READY = "ready"
MATERIAL = "material"
