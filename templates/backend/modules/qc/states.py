"""The life of an inspection. Services, tests and documentation read this table.

    open -> passed
    open -> failed -> conceded

What its results say decides, nobody by hand. Whoever may and says why concedes what failed: it is used all the same.
"""

from app.core.state_machine import StateMachine

OPEN = "open"
PASSED = "passed"
FAILED = "failed"
CONCEDED = "conceded"
CANCELED = "canceled"

INSPECTION = StateMachine(
    name="inspection",
    initial=OPEN,
    moves={
        OPEN: frozenset({PASSED, FAILED, CANCELED}),
        PASSED: frozenset(),
        FAILED: frozenset({CONCEDED}),
        CONCEDED: frozenset(),
        CANCELED: frozenset(),
    },
)

LABELS = {OPEN: "检验中", PASSED: "合格", FAILED: "不合格", CONCEDED: "让步接收", CANCELED: "已取消"}
"""What people read."""

KINDS = {"iqc": "来料检验", "ipqc": "过程检验", "oqc": "出货检验"}
MEASURE, YES_NO = "measure", "yes_no"
