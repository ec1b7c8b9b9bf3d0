"""A supplier's standing. Who is suspended goes on with what was ordered and is asked for nothing new; with who is
blocked nothing is done at all.
"""

from app.core.state_machine import StateMachine

ACTIVE = "active"
SUSPENDED = "suspended"
BLOCKED = "blocked"

SUPPLIER = StateMachine(
    name="supplier",
    initial=ACTIVE,
    moves={
        ACTIVE: frozenset({SUSPENDED, BLOCKED}),
        SUSPENDED: frozenset({ACTIVE, BLOCKED}),
        BLOCKED: frozenset({ACTIVE}),
    },
)

LABELS = {ACTIVE: "合作中", SUSPENDED: "已暂停", BLOCKED: "已拉黑"}
"""What people read."""
