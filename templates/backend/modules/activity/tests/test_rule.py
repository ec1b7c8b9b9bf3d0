"""A line is in one activity at most: a rule of pricing."""

import pytest

from app.contracts.pricing import ACTIVITIES, ActivityConflict, PriceLine, Quote, asked_for, at_activity_price

SKU, OTHER = 7, 8
LINES = (PriceLine(SKU, 1, 2, 1000), PriceLine(OTHER, 1, 1, 500))


@pytest.fixture(autouse=True)
def activities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ACTIVITIES, "_rows", [(100, name, name) for name in ("first", "second")])


def totals(quote: Quote) -> list[int]:
    return [line.total_fen for line in quote.lines]


def test_the_first_takes_the_line() -> None:
    quote = at_activity_price(Quote(1, LINES), "first", "甲", {SKU: 900})
    assert totals(quote) == [1800, 500]
    assert totals(at_activity_price(quote, "second", "乙", {SKU: 100, OTHER: 400})) == [1800, 400]


def test_what_was_asked_for_goes_before_what_was_not() -> None:
    quote = Quote(1, LINES, {"second": {"sku_id": SKU}})
    quote = at_activity_price(quote, "first", "甲", {SKU: 900, OTHER: 450})
    assert totals(quote) == [2000, 450]
    assert totals(at_activity_price(quote, "second", "乙", {SKU: 800})) == [1600, 450]


def test_two_asked_for_on_one_line() -> None:
    both = Quote(1, LINES, {"first": {"sku_id": SKU}, "second": {"sku_id": SKU}})
    with pytest.raises(ActivityConflict) as caught:
        at_activity_price(both, "first", "甲", {SKU: 900})
    assert caught.value.details == {"sku_id": SKU}


def test_two_asked_for_on_two_lines() -> None:
    quote = Quote(1, LINES, {"first": {"sku_id": SKU}, "second": {"sku_id": OTHER}})
    assert asked_for(quote) == {SKU: "first", OTHER: "second"}


@pytest.mark.parametrize("wish", [None, 7, "7", [], {}, {"sku_id": "7"}, {"sku": 7}])
def test_what_makes_no_sense_is_not_asked_for(wish: object) -> None:
    assert asked_for(Quote(1, LINES, {"first": wish})) == {}


def test_never_dearer() -> None:
    quote = at_activity_price(Quote(1, LINES), "first", "甲", {SKU: 1200})
    assert totals(quote) == [2000, 500]
    assert quote.lines[0].in_activity
