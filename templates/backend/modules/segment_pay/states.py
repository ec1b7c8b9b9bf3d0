"""The life of a right to learn a part of a course. Services, tests and documentation all read this one table."""

from app.core.state_machine import StateMachine

HELD = "held"
ACTIVE = "active"
REFUNDING = "refunding"
REVOKED = "revoked"
OVER = "over"

ENTITLEMENT = StateMachine(
    name="segment_pay_entitlement",
    initial=HELD,
    moves={
        HELD: frozenset({ACTIVE, REVOKED}),
        ACTIVE: frozenset({REFUNDING, REVOKED, OVER}),
        REFUNDING: frozenset({REVOKED}),
        REVOKED: frozenset({HELD}),
        OVER: frozenset({HELD}),
    },
)
"""An order that is not paid holds it, the paid event alone makes it active, a refund revokes it. It is over when the
enrolment's time is. Either of the last two can be bought again."""

FREE = (REVOKED, OVER)
"""In these it can be bought, by another order."""

LABELS = {HELD: "待开通", ACTIVE: "已开通", REFUNDING: "退款中", REVOKED: "已撤销", OVER: "已到期"}
