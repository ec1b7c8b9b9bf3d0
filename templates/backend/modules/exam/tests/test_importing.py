"""Questions from spreadsheets, as Excel and WPS save them."""

import csv
import io
import zipfile

import pytest
import sqlalchemy as sa

from app.core.admin import workbook
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.exam import importing
from app.modules.exam.errors import ImportInvalid
from app.modules.exam.models import Question
from app.modules.exam.schemas import ImportOut
from app.modules.exam.tables import rows_of
from tests.course.factory import Made, course

HEAD = ("题型", "题干", "选项A", "选项B", "答案", "编号", "章节", "分值")
SINGLE = ("单选", "先做什么？", "断电", "挂牌", "A", "E1", "第1章", "10")
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture
async def made(database: Database) -> Made:
    return await course(database)


def as_csv(*rows: tuple[str, ...], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_excel(sheet: str, shared: str = "") -> bytes:
    """As Excel does it: texts that are shared, and places that say where a cell is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/worksheets/sheet1.xml", f"<worksheet {NS}><sheetData>{sheet}</sheetData></worksheet>")
        if shared:
            file.writestr("xl/sharedStrings.xml", f"<sst {NS}>{shared}</sst>")
    return out.getvalue()


async def bring_in(database: Database, made: Made, data: bytes) -> ImportOut:
    async with database.begin() as session:
        return await importing.import_questions(session, SYSTEM, made.id, data)


async def count(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(Question)) or 0


@pytest.mark.parametrize(
    "data",
    [as_csv(HEAD, SINGLE), as_csv(HEAD, SINGLE, encoding="gbk"), workbook([HEAD, SINGLE])],
    ids=["utf-8", "gbk", "xlsx"],
)
async def test_a_row_is_a_question(database: Database, made: Made, data: bytes) -> None:
    assert await bring_in(database, made, data) == ImportOut(added=1, changed=0)
    async with database.read() as session:
        [row] = await session.scalars(sa.select(Question))
    assert (row.kind, row.options, row.key, row.points) == ("single", ["断电", "挂牌"], [0], 10)
    assert (row.code, row.chapter_id) == ("E1", made.chapters[0])


async def test_the_example_can_be_read(database: Database, made: Made) -> None:
    assert await bring_in(database, made, workbook([importing.HEAD, *importing.EXAMPLES])) == ImportOut(
        added=4, changed=0
    )
    async with database.read() as session:
        rows = {row.kind: row for row in await session.scalars(sa.select(Question))}
    assert rows["multiple"].key == [0, 1, 3]
    assert (rows["judge"].options, rows["judge"].key) == (["正确", "错误"], [1])
    assert rows["blank"].key == [["36"], ["环境", "使用环境"]]


async def test_again_it_changes_what_has_a_number(database: Database, made: Made) -> None:
    await bring_in(database, made, as_csv(HEAD, SINGLE))
    again = as_csv(HEAD, (*SINGLE[:4], "B", *SINGLE[5:]), ("判断", "可以触碰", "", "", "错", "", "", ""))
    assert await bring_in(database, made, again) == ImportOut(added=1, changed=1)
    async with database.read() as session:
        found = await session.execute(sa.select(Question.code, Question.key).order_by(Question.id))
    assert found.all() == [("E1", [1]), (None, [1])]


async def test_one_wrong_row_and_none_is_taken(database: Database, made: Made) -> None:
    wrong = as_csv(
        HEAD,
        SINGLE,
        ("选择", "题型不对", "甲", "乙", "A", "", "", ""),
        ("单选", "没有这个选项", "甲", "乙", "C", "", "", ""),
        ("单选", "没有这一章", "甲", "乙", "A", "", "第9章", ""),
        ("判断", "答案不对", "", "", "也许", "", "", ""),
        ("", "", "", "", "", "", "", ""),
        ("单选", "编号重复", "甲", "乙", "A", "E1", "", ""),
        ("单选", "分值不对", "甲", "乙", "A", "", "", "五"),
        ("填空", "___ 与 ___", "", "", "一", "", "", ""),
    )
    with pytest.raises(ImportInvalid) as refused:
        await bring_in(database, made, wrong)
    rows = refused.value.details["rows"]
    assert isinstance(rows, list)
    assert [row["row"] for row in rows] == [3, 4, 5, 6, 8, 9, 10]
    assert "题型“选择”应为 单选、多选、判断、填空" in rows[0]["problem"]
    assert "正确答案要在选项之中" in rows[1]["problem"]
    assert await count(database) == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "第一行要有这些列"),
        (as_csv(("题干", "答案")), "第一行要有这些列：题型"),
        (as_csv(HEAD), "没有题目"),
        (b"PK\x03\x04 no workbook", "请用 Excel 或 WPS 重新保存"),
        (b"\x00\x01\xff\xfe", "读不懂这个文件"),
        (as_excel("", '<!DOCTYPE a [<!ENTITY b "c">]>'), "读不懂这个文件"),
    ],
    ids=["nothing", "no kind", "only a head", "no zip", "no text", "entities"],
)
async def test_what_cannot_be_read(database: Database, made: Made, data: bytes, says: str) -> None:
    with pytest.raises(ImportInvalid) as refused:
        await bring_in(database, made, data)
    assert says in str(refused.value.details["rows"])
    assert await count(database) == 0


def test_cells_where_excel_puts_them() -> None:
    shared = "<si><t>题型</t></si><si><r><t>富</t></r><r><t>文本</t></r></si>"
    sheet = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="3"><c r="B3"><v>5</v></c><c r="AA3" t="str"><v>远</v></c></row>'
    )
    rows = rows_of(as_excel(sheet, shared))
    assert rows[0] == ["题型", "", "富文本"]
    assert rows[1] == []
    assert (rows[2][1], rows[2][26], len(rows[2])) == ("5", "远", 27)
