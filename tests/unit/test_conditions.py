"""What is wrong with a condition is said where it is wrong."""

import pytest

from pintu.shared.conditions import Kind, Problem, check, parse
from pintu.shared.conditions.nodes import names, windows
from pintu.shared.conditions.parse import DEEPEST, MOST_CHARACTERS

READINGS: dict[str, Kind] = {"temperature": "number", "running": "truth", "mode": "text"}


def problems(text: str) -> list[Problem]:
    try:
        return check(parse(text), READINGS)
    except Problem as problem:
        return [problem]


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("⟨⟩", "empty"),
        ("⟨   ⟩", "empty"),
        ("temperature > 80 ⟨&&⟩ running", "other_sign"),
        ("temperature ⟨＞⟩ 80", "other_sign"),
        ("temperature ⟨≥⟩ 80", "other_sign"),
        ("avg⟨（⟩temperature, 10m) > 1", "other_sign"),
        ("⟨!⟩running", "other_sign"),
        ("mode == ⟨“⟩auto”", "other_sign"),
        ("⟨温⟩度 > 80", "bad_character"),
        ("temperature > 80⟨°⟩C", "bad_character"),
        ("temperature ⟨=⟩ 80", "single_equals"),
        ('mode == ⟨"auto⟩', "unclosed_text"),
        ("temperature >⟨⟩", "expected_value"),
        ("temperature > ⟨*⟩ 3", "expected_value"),
        ("(temperature > 80⟨⟩", "expected"),
        ("avg(temperature, 10m⟨⟩", "expected"),
        ("avg(temperature⟨⟩", "expected"),
        ("temperature > 80 ⟨running⟩", "left_over"),
        ("temperature > 80⟨) and running⟩", "left_over"),
        ("0 < temperature ⟨<⟩ 80", "chained"),
        ("temperature > ⟨80C⟩", "duration_here"),
        ("⟨mean⟩(temperature, 10m) > 5", "unknown_function"),
        ("⟨avg⟩ > 5", "no_window"),
        ("⟨avg(temperature)⟩ > 5", "no_window"),
        ("avg(temperature ⟨+⟩ 1, 10m) > 5", "window_of_name"),
        ("avg(⟨3⟩, 10m) > 5", "window_of_name"),
        ("avg(temperature, ⟨10⟩) > 5", "bad_duration"),
        ("avg(temperature, ⟨10min⟩) > 5", "bad_duration"),
        ("avg(temperature, ⟨0m⟩) > 5", "bad_duration"),
        ("avg(temperature, ⟨31d⟩) > 5", "bad_duration"),
        ("⟨temprature⟩ > 80", "unknown_name"),
        ("max(⟨speed⟩, 1h) > 80", "unknown_name"),
        ("⟨avg(running, 10m)⟩ > 5", "not_a_number"),
        ("⟨temperature⟩", "needs_truth"),
        ("⟨temperature + 1⟩", "needs_truth"),
        ("running and ⟨temperature⟩", "needs_truth"),
        ("not ⟨mode⟩", "needs_truth"),
        ("⟨running⟩ > 3", "needs_number"),
        ('temperature > ⟨"80"⟩', "needs_number"),
        ("temperature + ⟨mode⟩ > 3", "needs_number"),
        ("-⟨running⟩ > 3", "needs_number"),
        ("⟨mode == 3⟩", "needs_two_alike"),
        ("⟨running != mode⟩", "needs_two_alike"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(marked: str, code: str) -> None:
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    found = problems(marked.replace("⟨", "").replace("⟩", ""))
    assert [(problem.code, problem.start, problem.end) for problem in found] == [(code, start, end)]


def test_every_mistake_of_meaning_is_said() -> None:
    found = problems("temprature > 80 or running > 3 or mode == 1")
    assert [problem.code for problem in found] == ["unknown_name", "needs_number", "needs_two_alike"]


def test_no_condition_is_too_long_or_too_deep_to_be_answered() -> None:
    assert [problem.code for problem in problems("1 + " * MOST_CHARACTERS + "1")] == ["too_long"]
    assert [problem.code for problem in problems("(" * 200)] == ["too_deep"]
    assert [problem.code for problem in problems("not " * (DEEPEST + 1) + "running")] == ["too_deep"]
    assert problems("not " * DEEPEST + "running") == []


def test_what_it_asks_for() -> None:
    node = parse("avg(temperature, 10m) - avg(temperature, 600s) > 5 and not running")
    assert names(node) == {"temperature", "running"}
    assert [(window.name, window.seconds) for window in windows(node)] == [("temperature", 600)]
