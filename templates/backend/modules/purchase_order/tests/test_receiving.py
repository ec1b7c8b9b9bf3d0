"""Goods and invoices, within what was ordered and the allowance. Step 17 of the factory's day."""

import pytest
import sqlalchemy as sa

from app.contracts.purchase_order import RECEIPTS, NoReceipts, PurchaseOrderReceived
from app.contracts.stock import STOCK, UnlimitedStock
from app.core import events
from app.core.database import Database
from app.core.jobs import Job
from app.core.jobs.queue import HANDLERS
from app.modules.purchase_order import api
from app.modules.purchase_order.receiving import most_of
from tests.keys import new_key
from tests.purchase_order.ordered import (
    EVERYTHING,
    LINES,
    MINE,
    STAFF,
    TOTAL,
    bills,
    placed,
    receives,
    sees,
    seller,
)
from tests.types import AsStaff, AsUser, Configure, DrainJobs


async def test_from_the_first_piece_to_the_last_fen(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """The state follows; the supplier sees it too."""
    boss, (supplier_id, person) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    (await receives(boss, order_id, 100, 0, lot="B2611")).raise_for_status()
    order = await sees(boss, order_id)
    assert (order["status"], order["received_percent"], order["billed_percent"]) == ("to_receive_and_bill", 42, 0)
    (await bills(boss, order_id, TOTAL - 1)).raise_for_status()
    order = await sees(boss, order_id)
    assert (order["status"], order["billed_percent"]) == ("to_receive_and_bill", 99)
    (await bills(boss, order_id, 1, "25332000002")).raise_for_status()
    assert (await sees(boss, order_id))["status_label"] == "待收货"
    (await receives(boss, order_id, 99, 33)).raise_for_status()
    assert (await sees(boss, order_id))["received_percent"] == 99
    (await receives(boss, order_id, 1, 0)).raise_for_status()
    order = await sees(boss, order_id)
    assert (order["status_label"], order["can"]) == ("已完成", ["receive", "bill", "close"])
    assert [len(one["lines"]) for one in order["receipts"]] == [1, 2, 1]
    assert order["receipts"][0]["lines"][0]["lot"] == "B2611"
    assert [one["amount_fen"] for one in order["invoices"]] == [TOTAL - 1, 1]
    assert (await person.client.get(f"{MINE}/{order_id}")).json()["status"] == "completed"


async def test_goods_first(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    (await receives(boss, order_id, 200, 33)).raise_for_status()
    assert (await sees(boss, order_id))["status_label"] == "待开票"
    (await bills(boss, order_id, TOTAL)).raise_for_status()
    assert (await sees(boss, order_id))["status"] == "completed"


async def test_beyond_the_allowance(
    as_staff: AsStaff, as_user: AsUser, database: Database, configure: Configure
) -> None:
    """Five percent of 200 are 10 more, of 33 one; one more than that is refused, with all that came along."""
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    bearing, seal = [line["id"] for line in (await sees(boss, order_id))["lines"]]
    for pieces, line_id, receivable in (((1, 35), seal, 34), ((211, 1), bearing, 210)):
        refused = await receives(boss, order_id, *pieces)
        assert (refused.status_code, refused.json()["code"]) == (422, "OVER_RECEIPT")
        assert refused.json()["details"] == {"line_id": line_id, "receivable": receivable}
    assert [line["received"] for line in (await sees(boss, order_id))["lines"]] == [0, 0]
    (await receives(boss, order_id, 200, 33)).raise_for_status()
    (await receives(boss, order_id, 10, 1)).raise_for_status()
    assert (await receives(boss, order_id, 1, 0)).json()["details"] == {"line_id": bearing, "receivable": 0}
    order = await sees(boss, order_id)
    assert (order["status"], order["received_percent"]) == ("to_bill", 100)
    configure("purchase_order", over_receipt_percent=0)
    assert (await receives(boss, order_id, 1, 0)).json()["details"]["receivable"] == 0


async def test_several_lots_of_one_line(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    """Together they may not be too many."""
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    line_id = (await sees(boss, order_id))["lines"][0]["id"]
    lots = [{"line_id": line_id, "quantity": 105, "lot": lot} for lot in ("A", "B")]
    url = f"{STAFF}/{order_id}/receipts"
    too_many = [*lots, {"line_id": line_id, "quantity": 1}]
    assert (await boss.client.post(url, json={"lines": too_many}, headers=new_key())).status_code == 422
    key = new_key()
    for _ in range(2):  # taken in once
        made = await boss.client.post(url, json={"lines": lots, "delivery_note": "SH-1"}, headers=key)
    receipt_id = made.raise_for_status().json()["id"]
    receipt = (await boss.client.get(f"/staff/purchase-receipts/{receipt_id}")).raise_for_status().json()
    assert (receipt["delivery_note"], [line["lot"] for line in receipt["lines"]]) == ("SH-1", ["A", "B"])
    assert (await sees(boss, order_id))["lines"][0]["received"] == 210
    missing = await boss.client.get("/staff/purchase-receipts/999")
    assert (missing.status_code, missing.json()["code"]) == (404, "RECEIPT_NOT_FOUND")


async def test_what_is_no_delivery(as_staff: AsStaff, as_user: AsUser, database: Database) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id, other = await placed(boss, supplier_id), await placed(boss, supplier_id)
    foreign = (await sees(boss, other))["lines"][0]["id"]
    for lines, code in (
        ([], "VALIDATION_FAILED"),
        ([{"line_id": foreign, "quantity": 0}], "VALIDATION_FAILED"),
        ([{"line_id": foreign, "quantity": 1}], "PURCHASE_ORDER_LINE_UNKNOWN"),
    ):
        refused = await boss.client.post(f"{STAFF}/{order_id}/receipts", json={"lines": lines}, headers=new_key())
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (
        await boss.client.post(
            f"{STAFF}/999/receipts", json={"lines": [{"line_id": 1, "quantity": 1}]}, headers=new_key()
        )
    ).status_code == 404


async def test_beyond_what_it_costs(
    as_staff: AsStaff, as_user: AsUser, database: Database, configure: Configure
) -> None:
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id, most = await placed(boss, supplier_id), TOTAL + TOTAL // 100
    refused = await bills(boss, order_id, most + 1)
    assert (refused.status_code, refused.json()["code"]) == (422, "OVER_BILLING")
    assert refused.json()["details"] == {"billable_fen": most}
    (await bills(boss, order_id, most - 1)).raise_for_status()
    again = await bills(boss, order_id, 1)
    assert (again.status_code, again.json()["code"]) == (409, "SUPPLIER_INVOICE_EXISTS")
    assert (await sees(boss, order_id))["billed_fen"] == most - 1
    configure("purchase_order", over_billing_percent=0)
    assert (await bills(boss, order_id, 1, "2")).json()["details"] == {"billable_fen": 0}
    configure("purchase_order", over_billing_percent=1)
    (await bills(boss, order_id, 1, "2")).raise_for_status()
    assert (await bills(boss, order_id, 0, "3")).status_code == 422


def test_whole_pieces() -> None:
    assert [most_of(ordered, 5) for ordered in (1, 19, 20, 200)] == [1, 19, 21, 210]


async def test_others_hear_of_it(
    as_staff: AsStaff, as_user: AsUser, database: Database, drain_jobs: DrainJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the commit, with the lots; nothing of what was refused."""
    heard: list[PurchaseOrderReceived] = []

    async def listen(session: object, event: PurchaseOrderReceived) -> None:
        del session
        heard.append(event)

    monkeypatch.setattr(events, "_subscribers", {})
    name = "test.received"
    events.on(PurchaseOrderReceived, listen, name=name)
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id)
    assert (await receives(boss, order_id, 999, 0)).status_code == 422
    receipt_id = (await receives(boss, order_id, 7, 3, lot="B1")).raise_for_status().json()["id"]
    assert heard == []
    await drain_jobs()
    async with database.read() as session:
        receipt = await RECEIPTS.one(NoReceipts()).receipt(session, receipt_id)
        assert receipt is not None
        assert heard == [PurchaseOrderReceived(receipt_id, supplier_id, receipt.lines)]
        assert [(line.item, line.quantity, line.lot) for line in receipt.lines] == [
            ("深沟球轴承 6204", 7, "B1"),
            ("骨架油封", 3, "B1"),
        ]
        assert (receipt.supplier, receipt.order_id) == ("甲厂", order_id)
        assert await RECEIPTS.one(NoReceipts()).receipt(session, 999) is None
        assert await NoReceipts().receipt(session, receipt_id) is None
        assert [row.id for row in await api.receipts_of(session, order_id)] == [receipt_id]
        with pytest.raises(api.ReceiptNotFound):
            await api.find_receipt(session, 999)
        assert await session.scalar(sa.select(sa.func.count()).where(Job.handler == name)) == 1
    del HANDLERS[name]


async def test_into_the_stock(
    as_staff: AsStaff, as_user: AsUser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What names a SKU, all lots of it together."""
    put_in: list[tuple[dict[int, int], tuple[str, int]]] = []

    class Shelf(UnlimitedStock):
        async def receive(
            self, session: object, quantities: object, *, by: tuple[str, int], location_id: int | None = None
        ) -> None:
            del session, location_id
            put_in.append((dict(quantities), by))  # type: ignore[call-overload]  # a mapping

    monkeypatch.setattr(STOCK, "one", lambda _nobody: Shelf())
    boss, (supplier_id, _) = await as_staff(EVERYTHING), await seller(as_user, database)
    order_id = await placed(boss, supplier_id, lines=[{**LINES[0], "sku_id": 7}, LINES[1], {**LINES[0], "sku_id": 7}])
    receipt_id = (await receives(boss, order_id, 5, 3, 2)).raise_for_status().json()["id"]
    (await receives(boss, order_id, 0, 3, 0)).raise_for_status()
    assert put_in == [({7: 7}, ("purchase_receipt", receipt_id))]
