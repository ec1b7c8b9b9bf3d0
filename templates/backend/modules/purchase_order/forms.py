"""The small forms of the console's actions."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette_admin.exceptions import ActionFailed

from app.core.admin import first_problem
from app.core.money import fen_from_yuan, yuan_text
from app.modules.purchase_order.schemas import InvoiceIn, ReasonIn, ReceiptIn

WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)


def receive(_: Request, order: Any) -> str:  # noqa: ANN401  # the row
    """How many of each line, and the lot that they are of."""
    rows = "".join(
        f'<div class="mt-2">{escape(line.item)}'
        f' <span class="text-secondary num">已收 {line.received} / {line.quantity} {escape(line.unit)}</span></div>'
        f'<div class="d-flex gap-2"><input class="form-control" name="quantity_{line.id}" inputmode="numeric"'
        f' aria-label="{escape(line.item)} 数量" placeholder="本次数量">'
        f'<input class="form-control" name="lot_{line.id}" maxlength="40" aria-label="{escape(line.item)} 批号"'
        ' placeholder="供应商批号"></div>'
        for line in order.lines
    )
    note = '<label class="form-label mt-2">送货单号<input class="form-control" name="note" maxlength="40"></label>'
    return f"<form>{rows}{note}</form>"


def bill(_: Request, order: Any) -> str:  # noqa: ANN401  # the row
    left = yuan_text(max(0, order.total_fen - order.billed_fen))
    return (
        '<form><label class="form-label mt-2">发票号码'
        '<input class="form-control" name="number" maxlength="20" required></label>'
        f'<label class="form-label">金额（元，未开票 {left}）<input class="form-control" name="yuan"'
        ' inputmode="decimal" required></label><label class="form-label">开票日期'
        '<input class="form-control" type="date" name="dated_on" required></label></form>'
    )


def receipt_in(given: Mapping[str, Any], line_ids: list[int]) -> ReceiptIn:
    """Raises ActionFailed."""
    lines = [
        {"line_id": line_id, "quantity": quantity, "lot": str(given.get(f"lot_{line_id}") or "")}
        for line_id in line_ids
        if (quantity := str(given.get(f"quantity_{line_id}") or "").strip())
    ]
    if not lines:
        raise ActionFailed("请填写本次收到的数量")
    try:
        return ReceiptIn.model_validate({"delivery_note": str(given.get("note") or ""), "lines": lines})
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def invoice_in(given: Mapping[str, Any]) -> InvoiceIn:
    """Raises ActionFailed."""
    try:
        amount = fen_from_yuan(str(given.get("yuan") or ""))
        dated_on = date.fromisoformat(str(given.get("dated_on") or ""))
    except ValueError as error:
        raise ActionFailed("请填写金额与日期") from error
    try:
        return InvoiceIn(number=str(given.get("number") or ""), amount_fen=amount, dated_on=dated_on)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def reason_in(given: Mapping[str, Any]) -> str:
    """Raises ActionFailed."""
    try:
        return ReasonIn(reason=str(given.get("reason") or "")).reason
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error
