"""The life of a device, and of a command to one. Services, tests and documentation all read these tables."""

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

SENT = "sent"
DONE = "done"
FAILED = "failed"
EXPIRED = "expired"

COMMAND = StateMachine(
    name="command",
    initial=SENT,
    moves={
        SENT: frozenset({DONE, FAILED, EXPIRED}),
        DONE: frozenset(),
        FAILED: frozenset(),
        EXPIRED: frozenset(),
    },
)
"""`sent`: the device has not said yet what became of it."""

LABELS = {INACTIVE: "未激活", ONLINE: "在线", OFFLINE: "离线", DISABLED: "已停用"}
"""What staff read."""
COMMAND_LABELS = {SENT: "已下发", DONE: "已执行", FAILED: "执行失败", EXPIRED: "超时未执行"}
