"""Orders paid through the stand-in for WeChat, for tests of other modules."""

from devtools.wechat import StandIn
from tests.keys import new_key
from tests.types import DrainJobs, Hand, Person


async def prepay(customer: Person, wechat: StandIn, order_id: int) -> str:
    """Open the cashier for the order; the number that WeChat knows it by."""
    return await prepay_at(customer, wechat, f"/orders/{order_id}")


async def prepay_at(customer: Person, wechat: StandIn, path: str) -> str:
    """The same for whatever is found at `path`."""
    (await customer.client.post(f"{path}/pay", headers=new_key())).raise_for_status()
    return list(wechat.state.transactions)[-1]


async def settle(wechat: StandIn, drain_jobs: DrainJobs, clock_hand: Hand) -> None:
    """Whatever is under way between the shop and WeChat: calls, callbacks, refunds."""
    for _ in range(5):
        await drain_jobs()
        await wechat.deliver_due()
        clock_hand.advance(minutes=2)
    await drain_jobs()
