"""The life of a device. Services, tests and documentation all read this table."""

from app.core.state_machine import StateMachine

INACTIVE = "inactive"
ONLINE = "online"
OFFLINE = "offline"
DISABLED = "disabled"

DEVICE = StateMachine(
    name="device",
    initial=INACTIVE,
    moves={
        INACTIVE: frozenset({ONLINE, DISABLED}),
        ONLINE: frozenset({OFFLINE, DISABLED}),
        OFFLINE: frozenset({ONLINE, DISABLED}),
        DISABLED: frozenset({INACTIVE}),
    },
)
"""`inactive`: registered, and has told nothing yet."""

LABELS = {INACTIVE: "未激活", ONLINE: "在线", OFFLINE: "离线", DISABLED: "已停用"}
"""What staff read."""
