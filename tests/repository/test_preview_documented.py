"""The preview's tables of what is supported, and the page made from them."""

import pytest
from preview_reference import PAGE, page, table

STATUSES = {"supported", "differs", "missing"}


def test_page() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python tests/repository/preview_reference.py"


@pytest.mark.parametrize("name", ["components", "wx"])
def test_rows(name: str) -> None:
    rows = table(name)
    assert list(rows) == sorted(rows)
    assert {row["status"] for row in rows.values()} <= STATUSES
    vague = [
        one
        for one, row in rows.items()
        if row["status"] == "differs" and not all(row["how"][to] for to in ("en", "zh"))
    ]
    assert vague == []
    assert [one for one, row in rows.items() if row["status"] == "supported" and "how" in row] == []
