"""The small forms of the console's actions."""

from datetime import datetime
from html import escape
from typing import Any

from starlette.requests import Request
from starlette_admin.exceptions import ActionFailed

from app.core.clock import ZONE
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
    '<textarea class="form-control" name="result" maxlength="500" rows="4" required></textarea></label>'
    '<label class="form-label">停机开始（没有停机不填）'
    '<input class="form-control" type="datetime-local" name="downtime_from"></label>'
    '<label class="form-label">停机结束'
    '<input class="form-control" type="datetime-local" name="downtime_to"></label></form>'
)
APPROVE = (
    '<form><label class="form-label mt-2">工单内容<input class="form-control" name="title" maxlength="60"'
    ' placeholder="留空用报修的说明"></label>'
    '<label class="form-label">优先级<select class="form-select" name="priority">'
    f"{_options(list(PRIORITIES.items()), 'normal')}</select></label></form>"
)


def moment(text: str) -> datetime | None:
    """What a browser sends of a moment, in the workshop's own time; None for none. Raises ActionFailed."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE) if text else None
    except ValueError as error:
        raise ActionFailed("请填写时间") from error


def assign(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    people = _options([(str(one.id), one.name) for one in row.workers], str(row.assignee_id or ""))
    return (
        '<form><label class="form-label mt-2">派给'
        f'<select class="form-select" name="worker">{people}</select></label></form>'
    )
