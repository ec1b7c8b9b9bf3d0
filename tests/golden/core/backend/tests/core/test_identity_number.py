"""GB 11643-1999."""

from datetime import date

import pytest

from app.core import identity_number
from app.core.identity_number import Told

VALID = {
    "11010519491231002X": Told(date(1949, 12, 31), "female"),
    "440524188001010014": Told(date(1880, 1, 1), "male"),
    "810000199408230021": Told(date(1994, 8, 23), "female"),
}


@pytest.mark.parametrize("number", VALID)
def test_tells_birth_date_and_sex(number: str) -> None:
    assert identity_number.told_by(number) == VALID[number]


@pytest.mark.parametrize("number", VALID)
def test_a_slip_of_the_pen_is_found(number: str) -> None:
    """Any other character in any one place, and any two neighbours exchanged."""
    for place, right in enumerate(number):
        for wrong in set("0123456789X") - {right}:
            assert identity_number.told_by(number[:place] + wrong + number[place + 1 :]) is None
    for place in range(17):
        left, right = number[place], number[place + 1]
        if left != right:
            assert identity_number.told_by(number[:place] + right + left + number[place + 2 :]) is None


@pytest.mark.parametrize("first", ["11010519490231002", "11010520231301002", "99010519491231002", "01010519491231002"])
def test_no_such_day_and_no_such_region(first: str) -> None:
    assert identity_number.told_by(first + identity_number.check_character(first)) is None


@pytest.mark.parametrize(
    "number", ["", "11010519491231002", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_no_number_at_all(number: str) -> None:
    assert identity_number.told_by(number) is None


def test_as_it_is_printed() -> None:
    assert identity_number.normal(" 110105 19491231 002x\n") == "11010519491231002X"
