"""Lines as somebody types them at the console, or pastes them from a sheet: one a line, columns by tabs or commas."""

import re

from pydantic import ValidationError
from starlette_admin.exceptions import FormValidationError

from app.core.admin import first_problem
from app.core.money import fen_from_yuan
from app.modules.purchase_order.schemas import OrderLineIn

COLUMNS = ("item", "quantity", "unit", "price", "spec", "wanted_on", "sku_id")
HINT = "每行一项：名称，数量，单位，单价（元），规格，要求日期（如 2027-01-15）；可以从表格里整块粘贴"


def lines_in(text: str, field: str) -> list[OrderLineIn]:
    """Raises FormValidationError at `field`, with the line that is wrong."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    return [_line(number, row, field) for number, row in enumerate(rows, 1)]


def _line(number: int, row: str, field: str) -> OrderLineIn:
    cells = [cell.strip() for cell in re.split(r"\t|,|，", row)]
    if len(cells) > len(COLUMNS):
        raise FormValidationError({field: f"第 {number} 行：多了一列"})
    values: dict[str, object] = {name: cell for name, cell in zip(COLUMNS, cells, strict=False) if cell}
    try:
        values["price_fen"] = fen_from_yuan(str(values.pop("price", "")))
    except ValueError as error:
        raise FormValidationError({field: f"第 {number} 行：单价不对"}) from error
    try:
        return OrderLineIn.model_validate(values)
    except ValidationError as error:
        raise FormValidationError({field: f"第 {number} 行：{first_problem(error)}"}) from error
