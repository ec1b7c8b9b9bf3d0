"""Suppliers and their people at the console."""

import io
import re
import zipfile

import httpx

from app.core.database import Database
from tests.supplier.company import EVERYTHING, credit_code_of, invited, stands, supplier
from tests.types import OpenConsole

FORM = {
    "code": "S-1",
    "name": "甲轴承厂",
    "credit_code": credit_code_of(77),
    "address": "宁波",
    "kinds_in": "轴承，油封",
    "bank_name": "工商银行",
    "account_in": "6222000011112222",
}


async def test_registered_and_changed(console: OpenConsole) -> None:
    clerk = await console(EVERYTHING)
    wrong = await clerk.post("suppliers/create", {**FORM, "credit_code": "91330200000000000X"})
    assert "统一社会信用代码不对" in wrong.text
    assert (await clerk.post("suppliers/create", FORM)).status_code in {200, 303}
    assert "已被另一家供应商使用" in (await clerk.post("suppliers/create", FORM)).text
    page = await clerk.text("suppliers/detail", pk=1)
    for words in ("甲轴承厂", "轴承；油封", "**** 2222", "合作中"):
        assert words in page
    assert "6222000011112222" not in page
    boss = await console(EVERYTHING, "personal.reveal")
    assert "6222000011112222" in await boss.text("suppliers/detail", pk=1)
    await clerk.post("suppliers/edit?pk=1", {**FORM, "name": "甲一轴承厂", "account_in": ""})
    assert "6222000011112222" in await boss.text("suppliers/detail", pk=1)
    assert "甲一轴承厂" in await clerk.text("suppliers/list")


async def test_its_standing(console: OpenConsole, database: Database) -> None:
    supplier_id = await supplier(database)
    clerk, reader = await console(EVERYTHING), await console("supplier.read")
    assert (await reader.act("suppliers", supplier_id, "block", reason="x")).status_code in {400, 403}
    assert (await clerk.act("suppliers", supplier_id, "activate")).status_code == 400
    assert (await clerk.act("suppliers", supplier_id, "suspend", reason="")).status_code == 400
    assert (await clerk.act("suppliers", supplier_id, "suspend", reason="交期不稳")).status_code == 200
    assert (await clerk.act("suppliers", supplier_id, "block", reason="两批不合格")).status_code == 200
    assert "两批不合格" in await clerk.text("suppliers/detail", pk=supplier_id)
    assert (await clerk.act("suppliers", supplier_id, "activate")).status_code == 200
    assert "合作中" in await clerk.text("suppliers/list?status=active")


async def test_people(console: OpenConsole, database: Database) -> None:
    supplier_id, clerk = await supplier(database, name="甲厂"), await console(EVERYTHING)
    form = {"supplier_id": str(supplier_id), "person": "周敏", "phone_in": "13800000001", "title": "销售"}
    assert (await clerk.post("supplier-contacts/create", {**form, "person": ""})).status_code == 422
    nowhere = await clerk.post("supplier-contacts/create", {**form, "supplier_id": "999"})
    assert nowhere.status_code == 422
    assert (await clerk.post("supplier-contacts/create", form)).status_code in {200, 303}
    assert (await clerk.act("supplier-contacts", 1, "invite")).status_code == 200
    page = await clerk.text("supplier-contacts/list?standing=waits")
    assert re.search("邀请码：[0-9a-f]{32}", page)
    for words in ("甲厂", "周*", "138****0001", "未绑定"):
        assert words in page
    assert not re.search("邀请码：[0-9a-f]{32}", await clerk.text("supplier-contacts/list"))  # shown once
    assert (await clerk.act("supplier-contacts", 1, "revoke")).status_code == 200
    assert (await clerk.act("supplier-contacts", 1, "invite")).status_code == 400
    assert "已停用" in await clerk.text("supplier-contacts/list?standing=revoked")
    assert "周" not in await clerk.text("supplier-contacts/list?standing=bound")


async def test_the_workbook(console: OpenConsole, database: Database) -> None:
    await supplier(database, name="甲厂", bank_account="6222000011112222")
    await invited(database, await supplier(database, name="=乙厂"))
    clerk, reader = await console(EVERYTHING), await console("supplier.read")
    await stands(database, 2, "suspend")
    form = {"scope": "all", "format": "xlsx", "filename": "gys"}
    whole = sheet_of(await clerk.post("_api/suppliers/action?name=export&all=1", form))
    for words in ("甲厂", "=乙厂", "统一社会信用代码", "合作中", "已暂停"):
        assert words in whole
    assert "6222000011112222" not in whole
    narrowed = "_api/suppliers/action?name=export&_list_query=%3Fstatus%3Dactive"
    page = sheet_of(await clerk.post(narrowed, {**form, "scope": "page"}))
    assert ("甲厂" in page, "=乙厂" in page) == (True, False)
    assert (await reader.post("_api/suppliers/action?name=export&all=1", form)).status_code == 400


def sheet_of(answer: httpx.Response) -> str:
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()
