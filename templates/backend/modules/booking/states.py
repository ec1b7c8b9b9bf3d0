"""The life of a booking. Services, tests and documentation read this table.

    held -> booked -> checked_in -> in_service -> done

Held waits for its money and expires without it. Who is not there in time has missed it; staff may still take him in, or
cancel it and give his money back.
"""

from app.core.state_machine import StateMachine

HELD = "held"
BOOKED = "booked"
CHECKED_IN = "checked_in"
IN_SERVICE = "in_service"
DONE = "done"
CANCELED = "canceled"
EXPIRED = "expired"
NO_SHOW = "no_show"

BOOKING = StateMachine(
    name="booking",
    initial=HELD,
    moves={
        HELD: frozenset({BOOKED, EXPIRED, CANCELED}),
        BOOKED: frozenset({CHECKED_IN, CANCELED, NO_SHOW}),
        CHECKED_IN: frozenset({IN_SERVICE, DONE, CANCELED}),
        IN_SERVICE: frozenset({DONE}),
        DONE: frozenset(),
        CANCELED: frozenset(),
        EXPIRED: frozenset(),
        NO_SHOW: frozenset({CHECKED_IN, CANCELED}),
    },
)

AHEAD = frozenset({HELD, BOOKED})
"""Of these a customer has a few at a time."""
GIVEN_UP = frozenset({CANCELED, EXPIRED})
"""These take up no place."""
HERE = frozenset({CHECKED_IN, IN_SERVICE})

LABELS = {
    HELD: "待付款",
    BOOKED: "已预约",
    CHECKED_IN: "已签到",
    IN_SERVICE: "进行中",
    DONE: "已完成",
    CANCELED: "已取消",
    EXPIRED: "超时未付",
    NO_SHOW: "未到",
}
