from app.modules.segment_pay.states import ACTIVE, ENTITLEMENT, FREE, HELD, LABELS, OVER, REVOKED


def test_only_a_paid_order_opens() -> None:
    assert ENTITLEMENT.initial == HELD
    assert ENTITLEMENT.sources(ACTIVE) == {HELD}


def test_what_is_given_back_can_be_bought_again() -> None:
    assert ENTITLEMENT.sources(HELD) == set(FREE) == {REVOKED, OVER}
    assert LABELS.keys() == ENTITLEMENT.states
