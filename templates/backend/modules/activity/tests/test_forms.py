"""What staff type in tables."""

from datetime import UTC, datetime

import pytest

from app.core.admin import fen_typed, moment_typed, yuan_typed
from app.modules.activity.forms import count_typed, rows_of

COLUMNS = ("规格编码", "价格")


def test_rows() -> None:
    assert rows_of("A 1.5\n\n B，2 \n", COLUMNS) == [["A", "1.5"], ["B", "2"]]


@pytest.mark.parametrize(("typed", "words"), [("A 1\nB", "第 2 行要写 2 项：规格编码、价格"), ("", "请至少填写一行")])
def test_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rows_of(typed, COLUMNS)


def test_amounts_and_counts() -> None:
    assert (fen_typed("¥12.50"), count_typed("3"), yuan_typed(1205)) == (1250, 3, "12.05")
    for typed in ("x", "1.234"):
        with pytest.raises(ValueError, match="不是金额"):
            fen_typed(typed)
    for typed in ("-1", "x", "１"):
        with pytest.raises(ValueError, match="不是整数"):
            count_typed(typed)


def test_a_moment_as_the_console_gives_it() -> None:
    assert moment_typed(datetime(2026, 11, 22, 12)) == datetime(2026, 11, 22, 12, tzinfo=UTC)  # noqa: DTZ001  # so it does
    assert moment_typed(None) is None
