"""The lives of an exam and of an attempt at it. Services, tests and documentation all read these tables."""

from app.core.state_machine import StateMachine

DRAFT = "draft"
PUBLISHED = "published"
RETIRED = "retired"

EXAM = StateMachine(
    name="exam",
    initial=DRAFT,
    moves={
        DRAFT: frozenset({PUBLISHED}),
        PUBLISHED: frozenset({RETIRED}),
        RETIRED: frozenset({PUBLISHED}),
    },
)
"""Nobody begins one that is retired any more; who has begun goes on."""

EXAM_LABELS = {DRAFT: "草稿", PUBLISHED: "已发布", RETIRED: "已停用"}

STARTED = "started"
SUBMITTED = "submitted"
EXPIRED = "expired"
GRADED = "graded"

ATTEMPT = StateMachine(
    name="attempt",
    initial=STARTED,
    moves={
        STARTED: frozenset({SUBMITTED, EXPIRED}),
        SUBMITTED: frozenset({GRADED}),
        EXPIRED: frozenset({GRADED}),
    },
)
"""`expired` when time was up first: what was kept of the answers is graded all the same."""

ATTEMPT_LABELS = {STARTED: "作答中", SUBMITTED: "已交卷", EXPIRED: "时间到", GRADED: "已判分"}

SINGLE = "single"
MULTIPLE = "multiple"
JUDGE = "judge"
BLANK = "blank"

KIND_LABELS = {SINGLE: "单选", MULTIPLE: "多选", JUDGE: "判断", BLANK: "填空"}
JUDGE_OPTIONS = ("正确", "错误")
