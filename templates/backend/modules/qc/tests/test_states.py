"""The table of moves, as everybody reads it."""

from app.modules.qc.finding import PERMISSIONS, WHEN
from app.modules.qc.states import CONCEDED, FAILED, INSPECTION, LABELS


def test_only_what_failed_is_conceded() -> None:
    assert INSPECTION.sources(CONCEDED) == {FAILED}
    assert INSPECTION.states == LABELS.keys()


def test_every_action_says_when_and_by_whom() -> None:
    assert WHEN.keys() == PERMISSIONS.keys()
    assert set(WHEN.values()) <= INSPECTION.states
