from app.modules.course.states import ACTIVE, COMPLETED, COURSE, DRAFT, ENROLLMENT, EXPIRED, LEARNING, SUSPENDED


def test_a_course_never_becomes_a_draft_again() -> None:
    assert COURSE.initial == DRAFT
    assert COURSE.sources(DRAFT) == frozenset()


def test_an_enrollment_can_always_go_on() -> None:
    assert ENROLLMENT.initial == ACTIVE
    assert all(ENROLLMENT.moves[state] for state in ENROLLMENT.states)
    assert ENROLLMENT.sources(COMPLETED) == {ACTIVE, SUSPENDED}
    assert {SUSPENDED, EXPIRED}.isdisjoint(LEARNING)
