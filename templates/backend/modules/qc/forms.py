"""The small forms of the console's actions."""

from html import escape
from typing import Any

from starlette.requests import Request

from app.modules.qc.states import MEASURE

WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)
NOTE = (
    '<form><label class="form-label mt-2">备注'
    '<textarea class="form-control" name="note" maxlength="300" rows="3"></textarea></label></form>'
)
PHOTO = (
    '<form enctype="multipart/form-data"><label class="form-label mt-2">照片'
    '<input class="form-control" type="file" name="file" accept="image/*" required></label></form>'
)


def limits(result: Any) -> str:  # noqa: ANN401  # a result, or what is shown of one
    """As "24.9 – 25.1 mm" or "≤ 0.8 μm"; "" where there are none."""
    low, high = result.minimum, result.maximum
    if result.kind != MEASURE:
        return ""
    if low is not None and high is not None:
        return f"{low:g} – {high:g} {result.unit}".strip()
    return f"≥ {low:g} {result.unit}".strip() if high is None else f"≤ {high:g} {result.unit}".strip()


def results(_: Request, row: Any) -> str:  # noqa: ANN401  # the inspection
    return f"<form>{''.join(_field(result) for result in row.results)}</form>"


def _field(result: Any) -> str:  # noqa: ANN401  # a result
    words = " ".join(part for part in (result.text, limits(result), "" if result.required else "（选检）") if part)
    name = f"r{result.position}"
    if result.kind == MEASURE:
        value = "" if result.value is None else f"{result.value:g}"
        field = f'<input class="form-control" name="{name}" inputmode="decimal" value="{value}">'
    else:
        chosen = {True: "yes", False: "no"}.get(result.good, "")
        options = "".join(
            f'<option value="{value}"{" selected" if value == chosen else ""}>{word}</option>'
            for value, word in (("", "—"), ("yes", "是"), ("no", "否"))
        )
        field = f'<select class="form-select" name="{name}">{options}</select>'
    return f'<label class="form-label mt-2">{escape(words)}{field}</label>'
