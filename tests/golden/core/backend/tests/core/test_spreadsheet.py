"""Workbooks are read back by what the format says, not by what wrote them."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

from starlette_admin.fields import StringField

from app.core.admin import ExcelExporter, workbook
from app.core.admin.spreadsheet import LONGEST

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def texts(book: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        assert file.testzip() is None
        for name in file.namelist():
            ET.fromstring(file.read(name))  # noqa: S314  # our own
        sheet = ET.fromstring(file.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # our own
    rows = sheet.findall(".//x:row", NAMES)
    assert all(cell.get("t") == "inlineStr" for cell in sheet.findall(".//x:c", NAMES))
    return [[cell.text or "" for cell in row.findall(".//x:t", NAMES)] for row in rows]


def test_texts_stay_what_they_are() -> None:
    rows = [["统一社会信用代码", "备注"], ["91440300708461136T", "=1+1"], ["0012", 'a<b & "c"\n'], ["x\x00\x0by", ""]]
    assert texts(workbook(rows)) == [*rows[:3], ["xy", ""]]
    assert len(texts(workbook([["字" * (LONGEST + 5)]]))[0][0]) == LONGEST


async def test_a_list_of_the_console() -> None:
    fields = [StringField("code", label="编号"), StringField("kinds", label="品类")]
    rows: list[dict[str, Any]] = [{"code": "A1", "kinds": ["钢材", "铸件"]}, {"code": None}]
    book = await ExcelExporter().generate(list(fields), rows)
    assert texts(book) == [["编号", "品类"], ["A1", "钢材、铸件"], ["", ""]]
