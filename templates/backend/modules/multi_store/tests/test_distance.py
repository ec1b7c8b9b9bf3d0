"""How far it is."""

import pytest

from app.modules.multi_store.distance import metres

HANGZHOU, SHANGHAI = (30.2741, 120.1551), (31.2304, 121.4737)


def test_from_city_to_city() -> None:
    assert metres(*HANGZHOU, *SHANGHAI) == pytest.approx(164_900, rel=0.01)
    assert metres(*HANGZHOU, *SHANGHAI) == metres(*SHANGHAI, *HANGZHOU)


def test_around_the_corner() -> None:
    assert metres(*HANGZHOU, HANGZHOU[0] + 0.0001, HANGZHOU[1]) == 11
    assert metres(*HANGZHOU, *HANGZHOU) == 0


def test_to_the_other_side_of_the_earth() -> None:
    assert metres(0, 0, 0, 180) == pytest.approx(20_015_115, abs=1)
    assert metres(90, 0, -90, 0) == pytest.approx(20_015_115, abs=1)


def test_over_the_date_line() -> None:
    assert metres(0, 179.9, 0, -179.9) == pytest.approx(22_239, rel=0.01)
