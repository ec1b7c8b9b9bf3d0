"""The life of an encounter. Services, tests and documentation read this table.

    open -> signed
    open -> canceled     what was opened by mistake

What is signed stays signed: an amendment is another version of the record, not another state.
"""

from app.core.state_machine import StateMachine

OPEN, SIGNED, CANCELED = "open", "signed", "canceled"

ENCOUNTER = StateMachine(
    name="encounter",
    initial=OPEN,
    moves={OPEN: frozenset({SIGNED, CANCELED}), SIGNED: frozenset(), CANCELED: frozenset()},
)

LABELS = {OPEN: "书写中", SIGNED: "已签名", CANCELED: "已作废"}
