"""The small forms of the console's actions."""

from typing import Any

from starlette.requests import Request

from app.core.money import yuan_text
from app.modules.aftersale.reasons import EXCHANGE, REASONS

WHY = (
    '<form><label class="form-label mt-2">原因（顾客可见）'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)
WAYBILL = (
    '<form><label class="form-label mt-2">快递公司'
    '<input class="form-control" name="courier" maxlength="20" placeholder="如 顺丰速运" required></label>'
    '<label class="form-label">快递单号'
    '<input class="form-control" name="tracking_no" maxlength="30" required></label></form>'
)
NOTE = (
    '<form><label class="form-label mt-2">怎么退的'
    '<input class="form-control" name="note" maxlength="200" placeholder="如 银行转账" required></label></form>'
)


def _money(row: Any) -> str:  # noqa: ANN401  # with what the view told
    """The most that can be given back; less may be written."""
    if row.most_fen is None:
        return ""
    fen = row.most_fen if row.agreed_fen is None else min(row.agreed_fen, row.most_fen)
    return (
        f'<label class="form-label mt-2">退款金额（元，最多 {yuan_text(row.most_fen)}）'
        f'<input class="form-control" name="yuan" inputmode="decimal" value="{yuan_text(fen)[1:]}"></label>'
    )


def amount(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    return f"<form>{_money(row)}</form>"


def agree(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    """Whose fault it is decides about the freight of what was sent."""
    fault = "".join(
        f'<option value="{value}"{" selected" if row.merchant_fault is is_fault else ""}>{word}</option>'
        for value, word, is_fault in (("no", "不是", False), ("yes", "是", True))
    )
    money = "" if row.kind == EXCHANGE else _money(row)
    return (
        f'<form><div class="mt-2">{REASONS[row.reason].label}</div>{money}'
        f'<label class="form-label mt-2">是否商家责任<select class="form-select" name="fault">{fault}</select></label>'
        "</form>"
    )


def receive(_: Request, row: Any) -> str:  # noqa: ANN401  # with what the view told
    money = "" if row.kind == EXCHANGE else _money(row)
    return (
        '<form><label class="form-label mt-2">退回的商品<select class="form-select" name="sellable">'
        '<option value="yes">完好，放回库存</option><option value="no">不能再卖</option></select></label>'
        f"{money}</form>"
    )
