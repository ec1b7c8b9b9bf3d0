"""What staff see and do, by the API and at the console."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.core.audit import AuditEntry
from app.core.database import Database
from app.modules.invoice import issuing
from app.modules.invoice.models import Invoice
from app.modules.invoice.states import INVOICE, ISSUED, RED_FLUSHED, REJECTED
from tests.invoice.bought import COMPANY, PDF, asked, bought, buyer, issue
from tests.types import AsStaff, AsUser, OpenConsole, Person

RED = "25332000000087654321"


@pytest.fixture
async def person(as_user: AsUser) -> Person:
    return await buyer(as_user)


@pytest.fixture
async def invoice(person: Person, database: Database) -> dict[str, Any]:
    return await asked(person, (await bought(database, person))["id"])


async def test_not_permitted(client: httpx.AsyncClient, as_staff: AsStaff, invoice: dict[str, Any]) -> None:
    path = f"/staff/invoices/{invoice['id']}"
    assert (await client.get("/staff/invoices")).status_code == 401
    for permission, status in (("order.read", 403), ("invoice.read", 200)):
        reader = await as_staff(permission)
        assert (await reader.client.get("/staff/invoices")).status_code == status
        assert (await reader.client.get(path)).status_code == status
        assert (await issue(reader, invoice)).status_code == 403
        assert (await reader.client.post(f"{path}/reject", json={"reason": "税号不对"})).status_code == 403
        assert (await reader.client.post(f"{path}/red-flush", json={"number": RED})).status_code == 403
        assert (await reader.client.put(f"{path}/file", files={"file": ("a.pdf", PDF)})).status_code == 403


async def test_who_asked_is_masked(
    as_staff: AsStaff, person: Person, database: Database, invoice: dict[str, Any]
) -> None:
    company = await asked(person, (await bought(database, person))["id"], **COMPANY)
    reader, keeper = await as_staff("invoice.read"), await as_staff("invoice.*", "personal.reveal")
    hidden = (await reader.client.get(f"/staff/invoices/{invoice['id']}")).json()
    assert (hidden["title"], hidden["email"], hidden["can"]) == ("王**", "x****@example.com", [])
    hidden = (await reader.client.get(f"/staff/invoices/{company['id']}")).json()
    assert (hidden["title"], hidden["email"]) == (COMPANY["title"], "t****@example.com")
    listed = (await keeper.client.get("/staff/invoices?status=requested")).json()["items"]
    assert [row["email"] for row in listed] == ["t****@example.com", "x****@example.com"]
    full = (await keeper.client.get(f"/staff/invoices/{invoice['id']}")).json()
    assert (full["title"], full["email"], full["can"]) == ("王小明", "xiaoming@example.com", ["issue", "reject"])
    async with database.read() as session:
        looks = sa.select(AuditEntry.actor_id, AuditEntry.entity_id).where(AuditEntry.action == "invoice.reveal")
        assert (await session.execute(looks)).all() == [(keeper.id, invoice["id"])]


async def test_issued_with_its_file(as_staff: AsStaff, person: Person, invoice: dict[str, Any]) -> None:
    keeper = await as_staff("invoice.*")
    path = f"/invoices/{invoice['id']}/file"
    early = await keeper.client.put(f"/staff{path}", files={"file": ("a.pdf", PDF)})
    assert early.json()["code"] == "WRONG_STATE"
    done = (await issue(keeper, invoice)).raise_for_status().json()
    assert (done["status"], done["number"], done["can"]) == ("issued", "25332000000012345678", ["attach", "red_flush"])
    assert (await person.client.get(path)).json()["code"] == "INVOICE_FILE_MISSING"
    for wrong in (b"", b"no pdf", PDF + b"." * issuing.LARGEST):
        answer = await keeper.client.put(f"/staff{path}", files={"file": ("a.pdf", wrong)})
        assert (answer.status_code, answer.json()["code"]) == (422, "FILE_INVALID")
    for content in (b"%PDF-1.4 wrong one", PDF):
        (await keeper.client.put(f"/staff{path}", files={"file": ("a.pdf", content)})).raise_for_status()
    mine = (await person.client.get(f"/invoices/{invoice['id']}")).json()
    assert (mine["has_file"], mine["issued_at"] is not None) == (True, True)
    answer = await person.client.get(path)
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert answer.headers["cache-control"] == "private, no-store"


async def test_a_number_is_given_once(
    as_staff: AsStaff, person: Person, database: Database, invoice: dict[str, Any]
) -> None:
    keeper = await as_staff("invoice.*")
    (await issue(keeper, invoice)).raise_for_status()
    other = await asked(person, (await bought(database, person))["id"])
    answer = await issue(keeper, other)
    assert (answer.status_code, answer.json()["code"]) == (409, "NUMBER_TAKEN")
    assert (await person.client.get(f"/invoices/{other['id']}")).json()["status"] == "requested"
    for wrong in ("1234567", "1" * 21, "第一号"):
        assert (await issue(keeper, other, wrong)).status_code == 422


async def test_rejected_says_why(as_staff: AsStaff, person: Person, invoice: dict[str, Any]) -> None:
    keeper = await as_staff("invoice.*")
    path = f"/staff/invoices/{invoice['id']}/reject"
    assert (await keeper.client.post(path, json={"reason": " "})).status_code == 422
    (await keeper.client.post(path, json={"reason": "抬头不完整"})).raise_for_status()
    mine = (await person.client.get(f"/invoices/{invoice['id']}")).json()
    assert (mine["status"], mine["reason"]) == ("rejected", "抬头不完整")
    await asked(person, invoice["order_id"])
    assert (await keeper.client.post("/staff/invoices/99999/reject", json={"reason": "无"})).status_code == 404


@pytest.mark.parametrize("status", sorted(INVOICE.states))
async def test_every_move_of_the_table_and_no_other(
    status: str, as_staff: AsStaff, database: Database, invoice: dict[str, Any]
) -> None:
    keeper = await as_staff("invoice.*")
    has_number, is_red = status in {"issued", "red_pending", "red_flushed"}, status == "red_flushed"
    values = {"status": status, "number": "1" * 8 if has_number else None, "red_number": "2" * 8 if is_red else None}
    path = f"/staff/invoices/{invoice['id']}"
    moves = {
        "issue": (ISSUED, {"number": "3" * 8, "amount_fen": invoice["amount_fen"]}),
        "reject": (REJECTED, {"reason": "抬头不完整"}),
        "red_flush": (RED_FLUSHED, {"number": RED}),
    }
    for action, (target, body) in moves.items():
        async with database.begin() as session:
            await session.execute(sa.update(Invoice).values(values))
        [listed] = (await keeper.client.get("/staff/invoices")).json()["items"]
        allowed = INVOICE.allows(status, target)
        answer = await keeper.client.post(f"{path}/{action.replace('_', '-')}", json=body)
        assert answer.status_code == (200 if allowed else 409)
        assert (action in listed["can"]) is allowed
        assert answer.json()["status"] == target if allowed else answer.json()["details"] == {"status": status}


async def test_copied_and_forgotten(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """With the consent, or with the account: to whom is forgotten; number and amount stay."""
    keeper = await as_staff("invoice.*")
    for number, (name, path) in enumerate((("小红", "/me/consents/invoice"), ("小刚", "/me"))):
        person = await buyer(as_user, name)
        issued = await asked(person, (await bought(database, person))["id"], **COMPANY)
        (await issue(keeper, issued, f"2533200000001234567{number}")).raise_for_status()
        file = {"file": ("a.pdf", PDF)}
        (await keeper.client.put(f"/staff/invoices/{issued['id']}/file", files=file)).raise_for_status()
        waiting = await asked(person, (await bought(database, person))["id"])
        copy = (await person.client.get("/me/export")).json()["invoices"]
        assert [row["email"] for row in copy] == ["tax@example.com", "xiaoming@example.com"]
        assert (await person.client.delete(path)).status_code in {200, 204}
        async with database.read() as session:
            rows = {
                row.id: row for row in await session.scalars(sa.select(Invoice).where(Invoice.user_id == person.id))
            }
        assert [(row.title, row.tax_number, row.email, row.has_file) for row in rows.values()] == [
            (None,) * 3 + (False,)
        ] * 2
        assert (rows[issued["id"]].status, rows[issued["id"]].amount_fen) == ("issued", issued["amount_fen"])
        assert rows[issued["id"]].number == f"2533200000001234567{number}"
        assert (rows[waiting["id"]].status, rows[waiting["id"]].reason) == ("canceled", "开票信息已删除")
        gone = (await keeper.client.get(f"/staff/invoices/{issued['id']}")).json()
        assert (gone["title"], gone["email"]) == (None, None)


class TestConsole:
    async def test_requests_wait(self, console: OpenConsole, person: Person, invoice: dict[str, Any]) -> None:
        keeper = await console("invoice.*")
        assert "待处理发票" in await keeper.text("")
        page = await keeper.text("invoices/list", status="requested")
        for words in (invoice["order_no"], "王**", "待开具"):
            assert words in page
        assert "王小明" not in page
        assert "没有符合条件的内容" in await keeper.text("invoices/list", status="issued")
        assert invoice["order_no"] in await keeper.text("invoices/list", q=invoice["order_no"][-6:])
        number, amount = "25332000000012345678", str(invoice["amount_fen"])
        for wrong in ({"number": "1", "amount_fen": amount}, {"number": number, "amount_fen": "1"}):
            assert (await keeper.act("invoices", invoice["id"], "issue", **wrong)).status_code == 400
        done = await keeper.post(
            f"_api/invoices/row-action?pk={invoice['id']}&name=issue",
            {"number": number, "amount_fen": amount},
            files={"file": ("a.pdf", PDF, "application/pdf")},
        )
        assert done.status_code == 200
        mine = (await person.client.get(f"/invoices/{invoice['id']}")).json()
        assert (mine["status"], mine["has_file"]) == ("issued", True)
        assert (await keeper.act("invoices", invoice["id"], "attach")).status_code == 400
        assert (await keeper.act("invoices", invoice["id"], "reject", reason="晚了")).status_code == 400
        assert (await keeper.act("invoices", invoice["id"], "red_flush", number="x")).status_code == 400
        assert (await keeper.act("invoices", invoice["id"], "red_flush", number=RED)).status_code == 200
        assert RED in await keeper.text("invoices/detail", pk=invoice["id"])

    async def test_rejected(self, console: OpenConsole, person: Person, invoice: dict[str, Any]) -> None:
        keeper = await console("invoice.*")
        assert (await keeper.act("invoices", invoice["id"], "reject", reason="")).status_code == 400
        assert (await keeper.act("invoices", invoice["id"], "reject", reason="税号不对")).status_code == 200
        assert (await person.client.get(f"/invoices/{invoice['id']}")).json()["reason"] == "税号不对"

    async def test_in_full_for_who_may(self, console: OpenConsole, database: Database, invoice: dict[str, Any]) -> None:
        reader = await console("invoice.read")
        assert "王小明" not in await reader.text("invoices/detail", pk=invoice["id"])
        keeper = await console("invoice.read", "personal.reveal")
        page = await keeper.text("invoices/detail", pk=invoice["id"])
        assert "王小明" in page
        assert "xiaoming@example.com" in page
        async with database.read() as session:
            looks = sa.select(AuditEntry.actor_id).where(AuditEntry.action == "invoice.reveal")
            assert list(await session.scalars(looks)) == [keeper.staff_id]
        assert (await reader.act("invoices", invoice["id"], "reject", reason="税号不对")).status_code == 400
