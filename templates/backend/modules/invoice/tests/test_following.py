"""An invoice over what did not stay paid: asked for, it is put right; issued, it has to be red-flushed."""

import pytest
import sqlalchemy as sa

from app.core.database import Database
from app.modules.invoice.models import Invoice
from app.modules.invoice.states import INVOICE
from tests.invoice.bought import asked, bought, buyer, issue, of_order, refund
from tests.types import AsStaff, AsUser, Configure, DrainJobs


async def test_a_refund_before_it_is_issued(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person, keeper = await buyer(as_user), await as_staff("invoice.*")
    order = await bought(database, person)
    invoice = await asked(person, order["id"])
    await refund(database, order["id"], 300)
    await drain_jobs()
    told = (await of_order(person, order["id"]))["invoice"]
    assert (told["status"], told["amount_fen"]) == ("requested", order["payable_fen"] - 300)
    late = await issue(keeper, invoice)
    assert (late.status_code, late.json()["details"]) == (409, {"amount_fen": told["amount_fen"]})
    assert (await issue(keeper, told)).status_code == 200
    await drain_jobs()
    assert (await of_order(person, order["id"]))["invoice"]["status"] == "issued"


async def test_everything_went_back_before_it_is_issued(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person = await buyer(as_user)
    order = await bought(database, person)
    invoice = await asked(person, order["id"])
    await refund(database, order["id"], order["payable_fen"])
    await drain_jobs()
    told = (await of_order(person, order["id"]))["invoice"]
    assert (told["status"], told["reason"]) == ("canceled", "款项已全部退回")
    assert (await issue(await as_staff("invoice.*"), invoice)).json()["code"] == "WRONG_STATE"


async def test_a_refund_asks_for_a_red_one_and_the_rest_can_be_asked_for(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    person, keeper = await buyer(as_user), await as_staff("invoice.*")
    order = await bought(database, person)
    invoice = await asked(person, order["id"])
    (await issue(keeper, invoice)).raise_for_status()
    for total in (300, 500):
        await refund(database, order["id"], total)
        await drain_jobs()
        told = await of_order(person, order["id"])
        assert (told["open"], told["invoice"]["status"]) == (False, "red_pending")
        assert told["invoice"]["amount_fen"] == order["payable_fen"]
    path = f"/staff/invoices/{invoice['id']}/red-flush"
    red = (await keeper.client.post(path, json={"number": "25332000000087654321"})).raise_for_status().json()
    assert (red["status"], red["red_number"], red["can"]) == ("red_flushed", "25332000000087654321", [])
    assert (await of_order(person, order["id"]))["open"] is True
    rest = await asked(person, order["id"])
    assert rest["amount_fen"] == order["payable_fen"] - 500
    (await issue(keeper, rest, "25332000000012345679")).raise_for_status()
    await drain_jobs()
    assert (await of_order(person, order["id"]))["invoice"]["status"] == "issued"


async def test_an_order_that_was_called_off(
    as_user: AsUser, as_staff: AsStaff, database: Database, configure: Configure, drain_jobs: DrainJobs
) -> None:
    """Paid, with its invoice issued, and then all the money went back before anything was sent."""
    configure("invoice", begins="paid", window="180d", companies=True)
    person, keeper = await buyer(as_user), await as_staff("invoice.*")
    order = await bought(database, person, completed=False)
    (await issue(keeper, await asked(person, order["id"]))).raise_for_status()
    await refund(database, order["id"], order["payable_fen"])
    await drain_jobs()
    told = (await of_order(person, order["id"]))["invoice"]
    assert (told["status"], told["reason"]) == ("red_pending", "款项已全部退回")


@pytest.mark.parametrize("status", sorted(INVOICE.states))
async def test_every_state(status: str, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
    """A refund moves what was asked for and what was issued, and nothing else."""
    person = await buyer(as_user)
    order = await bought(database, person)
    await asked(person, order["id"])
    issued, red = status in {"issued", "red_pending", "red_flushed"}, status == "red_flushed"
    async with database.begin() as session:
        values = {"status": status, "number": "12345678" if issued else None, "red_number": "1" * 8 if red else None}
        await session.execute(sa.update(Invoice).values(values))
    await refund(database, order["id"], order["payable_fen"])
    await drain_jobs()
    after = {"requested": "canceled", "issued": "red_pending"}.get(status, status)
    assert (await of_order(person, order["id"]))["invoice"]["status"] == after
