"""Orders with and without an invoice, and one that is there to be read."""

from tests.belongings import Belongings, Owned, Shop
from tests.invoice.bought import PDF, asked, bought, issue


async def belongings(shop: Shop) -> Belongings:
    shop.configure("invoice", begins="completed", window="180d")
    to_ask, waiting, done = [(await bought(shop.database, shop.owner))["id"] for _ in range(3)]
    said = {"title": "物主的发票抬头", "email": "only.the.owner@example.com"}
    invoices = [await asked(shop.owner, order_id, **said) for order_id in (waiting, done)]
    keeper = await shop.as_staff("invoice.issue")
    (await issue(keeper, invoices[1], "25332000000087654321")).raise_for_status()
    path = f"/staff/invoices/{invoices[1]['id']}/file"
    (await keeper.client.put(path, files={"file": ("a.pdf", PDF)})).raise_for_status()
    return Belongings(
        own={
            "/orders": [Owned(to_ask), Owned(waiting)],
            "/invoices": [Owned(invoice["id"]) for invoice in invoices],
        },
        marks=[*said.values(), "25332000000087654321"],
    )
