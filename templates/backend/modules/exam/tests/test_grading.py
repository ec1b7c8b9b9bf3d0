from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.modules.exam import grading
from app.modules.exam.errors import AnswerInvalid

CHOICE: dict[str, Any] = {"id": 1, "kind": "multiple", "options": list("甲乙丙丁"), "key": [0, 2], "points": 5}
BLANKS: dict[str, Any] = {"id": 2, "kind": "blank", "options": [], "key": [["36 V"], ["环境", "使用环境"]], "points": 4}


@pytest.mark.parametrize(
    ("answer", "none", "half"),
    [([0, 2], 5, 5), ([2, 0], 5, 5), ([0], 0, 2), ([], 0, 0), ([0, 1], 0, 0), ([0, 1, 2], 0, 0), ([1], 0, 0)],
)
def test_several_right_options(answer: list[int], none: int, half: int) -> None:
    assert grading.points_for(CHOICE, answer, half=False) == none
    assert grading.points_for(CHOICE, answer, half=True) == half


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        (["36V", "环境"], 4),
        (["３６ｖ", " 使用 环境 "], 4),
        (["36V", "天气"], 0),
        (["环境", "36V"], 0),
        (["36V"], 0),
        ([], 0),
    ],
)
def test_blanks(answer: list[str], earned: int) -> None:
    assert grading.points_for(BLANKS, answer, half=True) == earned


@given(st.dictionaries(st.sampled_from(["1", "2"]), st.lists(st.integers(-1, 5) | st.text(max_size=3), max_size=4)))
def test_what_is_kept_can_be_graded(answers: dict[str, Any]) -> None:
    try:
        kept = grading.check([CHOICE, BLANKS], answers)
    except AnswerInvalid:
        return
    marks = grading.marks([CHOICE, BLANKS], kept, "half")
    assert marks.keys() == {"1", "2"}
    assert 0 <= marks["1"] <= 5
    assert marks["2"] in {0, 4}


def test_nothing_said_is_nothing_kept() -> None:
    assert grading.check([CHOICE, BLANKS], {"1": [], "2": ["", " "]}) == {}
