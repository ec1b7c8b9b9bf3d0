from pathlib import Path

from app.core.database import Database
from app.core.module import SeedData
from app.modules.invoice.seeds import seed
from tests.invoice.bought import COMPANY, TAX_NUMBER, bought, buyer
from tests.types import AsUser


async def test_requested_and_issued(as_user: AsUser, database: Database, tmp_path: Path) -> None:
    person = await buyer(as_user)
    first, second = await bought(database, person), await bought(database, person)
    rows = [
        {"order": first["order_no"], "title": "王小明", "email": "xiaoming@example.com"},
        {
            "order": second["order_no"],
            "title": COMPANY["title"],
            "tax_number": TAX_NUMBER,
            "email": "tax@example.com",
            "number": "25332000000012345678",
        },
    ]
    async with database.begin() as session:
        await seed(session, SeedData({"invoices": rows}, tmp_path))
    issued, asked = (await person.client.get("/invoices")).json()["items"]
    assert (asked["status"], asked["kind"], asked["title"]) == ("requested", "personal", "王小明")
    assert (issued["status"], issued["kind"], issued["tax_number"]) == ("issued", "company", TAX_NUMBER)
    assert issued["amount_fen"] == second["payable_fen"]
