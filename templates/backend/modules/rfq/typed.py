"""Lines as somebody types them at the console, or pastes them from a sheet: one a line, columns by tabs or commas."""

import re
from collections.abc import Sequence

from pydantic import ValidationError
from starlette_admin.exceptions import FormValidationError

from app.core.admin import first_problem
from app.modules.rfq.models import RfqLine
from app.modules.rfq.schemas import LineIn

COLUMNS = ("item", "quantity", "unit", "spec", "wanted_on", "sku_id")
HINT = "每行一项：名称，数量，单位，规格，要求日期（如 2027-01-15）；可以从表格里整块粘贴"


def lines_in(text: str, field: str) -> list[LineIn]:
    """Raises FormValidationError at `field`, with the line that is wrong."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    return [_line(number, row, field) for number, row in enumerate(rows, 1)]


def _line(number: int, row: str, field: str) -> LineIn:
    cells = [cell.strip() for cell in re.split(r"\t|,|，", row)]
    if len(cells) > len(COLUMNS):
        raise FormValidationError({field: f"第 {number} 行：多了一列"})
    values = {name: cell for name, cell in zip(COLUMNS, cells, strict=False) if cell}
    try:
        return LineIn.model_validate(values)
    except ValidationError as error:
        raise FormValidationError({field: f"第 {number} 行：{first_problem(error)}"}) from error


def text_of(lines: Sequence[RfqLine]) -> str:
    """As it is typed."""
    rows = [["" if (value := getattr(line, name)) is None else str(value) for name in COLUMNS] for line in lines]
    return "\n".join("，".join(row).rstrip("，") for row in rows)
