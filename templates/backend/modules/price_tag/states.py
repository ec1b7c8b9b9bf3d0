"""How far a tag is with showing what it should. Services, tests and documentation all read this table."""

from app.core.state_machine import StateMachine

WAITING = "waiting"
SENT = "sent"
SHOWN = "shown"
REFUSED = "refused"
EXPIRED = "expired"

_TOLD = frozenset({WAITING, SENT, REFUSED})
"""Where telling a tag leads to, wherever it was."""

TAG = StateMachine(
    name="price_tag",
    initial=WAITING,
    moves={
        WAITING: _TOLD,
        SENT: _TOLD | {SHOWN, EXPIRED},
        SHOWN: _TOLD,
        REFUSED: _TOLD,
        EXPIRED: _TOLD,
    },
)
"""`waiting`: it is offline, and is told when it is back. `sent`: it has not said yet what became of it."""

LABELS = {WAITING: "离线待推送", SENT: "推送中", SHOWN: "已显示", REFUSED: "被拒绝", EXPIRED: "没有回执"}
"""What staff read."""
