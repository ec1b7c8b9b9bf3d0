"""The table of moves, as everybody reads it."""

from app.modules.open_api.states import DEAD, DELIVERED, DELIVERY, LABELS, PENDING


def test_whatever_ended_can_be_sent_again() -> None:
    assert DELIVERY.sources(PENDING) == {DELIVERED, DEAD}
    assert DELIVERY.states == LABELS.keys()
