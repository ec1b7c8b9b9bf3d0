"""The small forms of the console's actions."""

from html import escape
from typing import Any

from starlette.requests import Request

from app.modules.work_order.states import HOLD_REASONS, PRIORITIES

WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)
NOTE = (
    '<form><label class="form-label mt-2">备注'
    '<textarea class="form-control" name="note" maxlength="200" rows="3"></textarea></label></form>'
)


def _options(choices: list[tuple[str, str]], chosen: str = "") -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(word)}</option>'
        for value, word in choices
    )


HOLD = (
    '<form><label class="form-label mt-2">原因<select class="form-select" name="reason">'
    f"{_options(list(HOLD_REASONS.items()))}</select></label>"
    '<label class="form-label">说明<input class="form-control" name="note" maxlength="150"></label></form>'
)
COMPLETE = (
    '<form><label class="form-label mt-2">处理结果'
    '<textarea class="form-control" name="result" maxlength="500" rows="4" required></textarea></label></form>'
)
APPROVE = (
    '<form><label class="form-label mt-2">工单内容<input class="form-control" name="title" maxlength="60"'
    ' placeholder="留空用报修的说明"></label>'
    '<label class="form-label">优先级<select class="form-select" name="priority">'
    f"{_options(list(PRIORITIES.items()), 'normal')}</select></label></form>"
)


def assign(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    people = _options([(str(one.id), one.name) for one in row.workers], str(row.assignee_id or ""))
    return (
        '<form><label class="form-label mt-2">派给'
        f'<select class="form-select" name="worker">{people}</select></label></form>'
    )
