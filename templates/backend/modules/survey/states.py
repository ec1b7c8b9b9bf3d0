"""The life of a ticket. Services, tests and documentation all read this one table."""

from app.core.state_machine import StateMachine

OPEN = "open"
HANDLED = "handled"

TICKET = StateMachine(name="survey_ticket", initial=OPEN, moves={OPEN: frozenset({HANDLED}), HANDLED: frozenset()})

LABELS = {OPEN: "待回访", HANDLED: "已处理"}
"""What staff read."""
