"""The table of moves, as everybody reads it."""

from app.modules.erp_connector.states import DOCUMENT, FAILED, LABELS, SENT, WAITING


def test_only_what_failed_is_sent_again() -> None:
    assert DOCUMENT.sources(WAITING) == {FAILED}
    assert DOCUMENT.sources(SENT) == {WAITING}
    assert DOCUMENT.states == LABELS.keys()
