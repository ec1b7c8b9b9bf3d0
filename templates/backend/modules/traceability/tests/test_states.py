"""The table of moves, as everybody reads it."""

from app.modules.traceability.states import BATCH, BY_HAND, DRAFT, KINDS, LABELS, PUBLISHED, TOLD, WITHDRAWN


def test_what_is_withdrawn_was_published() -> None:
    assert BATCH.sources(WITHDRAWN) == {PUBLISHED}
    assert BATCH.sources(PUBLISHED) == {DRAFT, WITHDRAWN}
    assert not BATCH.sources(DRAFT)
    assert BATCH.states == LABELS.keys()


def test_everything_has_words() -> None:
    assert KINDS.keys() >= TOLD | set(BY_HAND)
