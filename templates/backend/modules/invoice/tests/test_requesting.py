"""Who may ask for which invoice, once."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.invoice.models import Invoice
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.invoice.bought import COMPANY, PERSONAL, TAX_NUMBER, ask, asked, bought, buyer, of_order, refund
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsUser, Configure, Hand


async def test_anonymous(client: httpx.AsyncClient) -> None:
    for path in ("/invoices", "/invoices/1", "/invoices/1/file", "/orders/1/invoice"):
        assert (await client.get(path)).status_code == 401
    assert (await client.post("/orders/1/invoice", json=PERSONAL, headers=new_key())).status_code == 401


async def test_for_a_person_and_for_a_company(as_user: AsUser, database: Database) -> None:
    person = await buyer(as_user)
    first, second = await bought(database, person), await bought(database, person)
    mine = await asked(person, first["id"])
    assert (mine["status"], mine["amount_fen"]) == ("requested", first["payable_fen"])
    assert (mine["title"], mine["tax_number"], mine["email"]) == ("王小明", None, "xiaoming@example.com")
    theirs = await asked(person, second["id"], **{**COMPANY, "tax_number": "91330106 ma27abcdeb"})
    assert (theirs["kind"], theirs["tax_number"]) == ("company", TAX_NUMBER)
    assert (await person.client.get("/invoices")).json()["items"] == [theirs, mine]
    assert (await person.client.get(f"/invoices/{mine['id']}")).json() == mine
    told = await of_order(person, first["id"])
    assert (told["open"], told["invoice"], told["companies"]) == (False, mine, True)


async def test_what_is_stored_cannot_be_read(as_user: AsUser, database: Database) -> None:
    person = await buyer(as_user)
    await asked(person, (await bought(database, person))["id"])
    async with database.read() as session:
        [invoice] = await session.scalars(sa.select(Invoice))
    assert invoice.title
    assert "王小明" not in invoice.title
    assert invoice.email
    assert "example.com" not in invoice.email


async def test_consent_comes_first(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(database, person)
    answer = await ask(person, order["id"])
    assert (answer.status_code, answer.json()["details"]) == (403, {"purpose": "invoice"})


async def test_only_by_the_buyer(as_user: AsUser, database: Database) -> None:
    person, other = await buyer(as_user), await buyer(as_user, "小红")
    order = await bought(database, person)
    invoice = await asked(person, order["id"])
    for number in (order["id"], 99999):
        assert (await ask(other, number)).json()["code"] == "ORDER_NOT_FOUND"
        assert (await other.client.get(f"/orders/{number}/invoice")).status_code == 404
    for path in (f"/invoices/{invoice['id']}", f"/invoices/{invoice['id']}/file"):
        assert (await other.client.get(path)).json()["code"] == "INVOICE_NOT_FOUND"
    assert (await other.client.post(f"/invoices/{invoice['id']}/cancel")).status_code == 404
    assert (await other.client.get("/invoices")).json()["items"] == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "other"}, "VALIDATION_FAILED"),
        ({"title": " 王 "}, "VALIDATION_FAILED"),
        ({"email": "xiaoming"}, "VALIDATION_FAILED"),
        ({"email": "a b@example.com"}, "VALIDATION_FAILED"),
        ({**COMPANY, "tax_number": ""}, "TAX_NUMBER_INVALID"),
        ({**COMPANY, "tax_number": "91330106MA27ABCDEA"}, "TAX_NUMBER_INVALID"),
    ],
)
async def test_refused(more: dict[str, Any], code: str, as_user: AsUser, database: Database) -> None:
    person = await buyer(as_user)
    answer = await ask(person, (await bought(database, person))["id"], **more)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_shop_that_serves_people_only(as_user: AsUser, database: Database, configure: Configure) -> None:
    configure("invoice", begins="completed", window="180d", companies=False)
    person = await buyer(as_user)
    order = await bought(database, person)
    assert (await of_order(person, order["id"]))["companies"] is False
    assert (await ask(person, order["id"], **COMPANY)).json()["code"] == "NOT_FOR_COMPANIES"
    await asked(person, order["id"])


class TestTime:
    async def test_after_its_completion(self, as_user: AsUser, database: Database) -> None:
        person = await buyer(as_user)
        unpaid = (await place(person, (await spu(database)).sku_id))["id"]
        paid = (await bought(database, person, completed=False))["id"]
        for order_id in (unpaid, paid):
            told = await of_order(person, order_id)
            assert (told["open"], told["until"]) == (False, None)
            answer = await ask(person, order_id)
            assert (answer.status_code, answer.json()["code"]) == (409, "NOT_INVOICEABLE")

    async def test_from_the_payment_on(self, as_user: AsUser, database: Database, configure: Configure) -> None:
        configure("invoice", begins="paid", window="180d", companies=True)
        person = await buyer(as_user)
        unpaid = (await place(person, (await spu(database)).sku_id))["id"]
        assert (await of_order(person, unpaid))["open"] is False
        paid = (await bought(database, person, completed=False))["id"]
        assert (await of_order(person, paid))["open"] is True
        await asked(person, paid)

    async def test_not_for_ever(
        self, as_user: AsUser, database: Database, configure: Configure, clock_hand: Hand
    ) -> None:
        configure("invoice", begins="completed", window="90d", companies=True)
        person = await buyer(as_user)
        order = await bought(database, person)
        clock_hand.advance(days=89, hours=23)
        person = await buyer(as_user)
        assert (await of_order(person, order["id"]))["open"] is True
        clock_hand.advance(hours=1)
        assert (await of_order(person, order["id"]))["open"] is False
        assert (await ask(person, order["id"])).json()["code"] == "NOT_INVOICEABLE"


class TestOnce:
    async def test_repeated_is_one(self, as_user: AsUser, database: Database) -> None:
        person = await buyer(as_user)
        path, key = f"/orders/{(await bought(database, person))['id']}/invoice", new_key()
        answers = await asyncio.gather(*(person.client.post(path, json=PERSONAL, headers=key) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1

    async def test_one_at_a_time(self, as_user: AsUser, database: Database) -> None:
        person = await buyer(as_user)
        order_id = (await bought(database, person))["id"]
        first = await asked(person, order_id)
        answer = await ask(person, order_id)
        assert (answer.status_code, answer.json()["code"]) == (409, "INVOICE_EXISTS")
        canceled = (await person.client.post(f"/invoices/{first['id']}/cancel")).raise_for_status().json()
        assert (canceled["status"], canceled["reason"]) == ("canceled", "您取消了申请")
        again = await person.client.post(f"/invoices/{first['id']}/cancel")
        assert (again.status_code, again.json()["details"]) == (409, {"status": "canceled"})
        assert (await of_order(person, order_id))["open"] is True
        second = await asked(person, order_id)
        assert (await of_order(person, order_id))["invoice"]["id"] == second["id"] != first["id"]


class TestAmount:
    async def test_what_was_paid_less_what_went_back(self, as_user: AsUser, database: Database) -> None:
        person = await buyer(as_user)
        order = await bought(database, person)
        await refund(database, order["id"], 100)
        assert (await of_order(person, order["id"]))["amount_fen"] == order["payable_fen"] - 100
        assert (await asked(person, order["id"]))["amount_fen"] == order["payable_fen"] - 100

    async def test_nothing_is_left(self, as_user: AsUser, database: Database) -> None:
        person = await buyer(as_user)
        order = await bought(database, person)
        await refund(database, order["id"], order["payable_fen"])
        told = await of_order(person, order["id"])
        assert (told["open"], told["amount_fen"]) == (False, 0)
        assert (await ask(person, order["id"])).json()["code"] == "NOT_INVOICEABLE"

    async def test_of_an_order_that_was_called_off(
        self, as_user: AsUser, database: Database, configure: Configure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the money goes back outside, no refund is ever noted."""
        monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
        configure("invoice", begins="paid", window="180d", companies=True)
        person = await buyer(as_user)
        order = await bought(database, person, completed=False)
        async with database.begin() as session:
            assert await moves.cancel_paid(session, order["id"], SYSTEM, "group_failed")
        assert (await of_order(person, order["id"]))["amount_fen"] == 0
        assert (await ask(person, order["id"])).json()["code"] == "NOT_INVOICEABLE"
