"""Lists of the console as workbooks that Excel and WPS open.

Source: ECMA-376 part 1, the parts that a workbook with one plain sheet has to have. Every cell is a text, so that long
numbers keep their digits and nothing that somebody typed is taken for a formula.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from starlette_admin.export import BaseExporter
from starlette_admin.fields import BaseField

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters of a cell; Excel calls a file damaged that has more."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write."""

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet with these rows of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in _PARTS.items():
            file.writestr(name, _HEAD + part)
        lines = "".join(f"<row>{''.join(_cell(text) for text in row)}</row>" for row in rows)
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        file.writestr("xl/worksheets/sheet1.xml", _HEAD + sheet)
    return out.getvalue()


def _cell(text: str) -> str:
    said = escape(_UNSPEAKABLE.sub("", text)[:LONGEST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


class ExcelExporter(BaseExporter):
    """`exporters = (ExcelExporter(),)` of a view whose `can_export` says yes."""

    content_type = XLSX
    extension = "xlsx"

    async def generate(self, fields: list[BaseField], rows: list[dict[str, Any]]) -> bytes:
        titles = [str(field.label or field.name) for field in fields]
        return workbook([titles, *([_text(row.get(field.name)) for field in fields] for row in rows)])


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(_text(one) for one in value)
    return "" if value is None else str(value)
