"""GB 32100-2015."""

import pytest

from app.core import credit_code

VALID = ["91440300708461136T", "91110000802100433B", "914403001922038216", "91330106MA27ABCDEB"]


@pytest.mark.parametrize("number", VALID)
def test_valid(number: str) -> None:
    assert credit_code.is_valid(number)


@pytest.mark.parametrize("number", VALID)
def test_a_slip_of_the_pen_is_found(number: str) -> None:
    """Any other character in any one place, and any two neighbours exchanged."""
    for place, right in enumerate(number):
        for wrong in set(credit_code.ALPHABET) - {right}:
            assert not credit_code.is_valid(number[:place] + wrong + number[place + 1 :])
    for place in range(17):
        left, right = number[place], number[place + 1]
        if left != right:
            assert not credit_code.is_valid(number[:place] + right + left + number[place + 2 :])


@pytest.mark.parametrize("number", ["", "91440300708461136", "91440300708461136T0", "9144030070846I136T", "税" * 18])
def test_no_number_at_all(number: str) -> None:
    assert not credit_code.is_valid(number)


def test_as_it_is_printed() -> None:
    assert credit_code.normal(" 914403 0070 846 1136t\n") == "91440300708461136T"
