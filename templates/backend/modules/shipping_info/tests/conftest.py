"""Something that was paid for through WeChat, and everything around it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contracts.payment import Demand
from app.contracts.shipping_info import Parcel, Way
from app.core import clock
from app.core.database import Database
from app.core.resources import Resources
from app.modules.payment import settling
from app.modules.payment.answers import Trade
from app.modules.payment.channel import Channel
from app.modules.payment.paying import open_payment
from app.modules.shipping_info.models import Upload
from app.modules.shipping_info.telling import WeChatIsTold
from devtools.wechat import StandIn
from devtools.wechat.records import Order, Shipping, TradeState, Transaction
from tests.types import AsUser, Configure, DrainJobs, Hand, Person

SUBJECT, SUBJECT_ID = "gift", 7


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided."""
    configure("shipping_info", upload="always")
    configure("payment", mode="direct")


@dataclass
class Paid:
    """One payment of one customer's, and what WeChat hears of its goods."""

    person: Person
    number: str
    wechat: StandIn
    database: Database
    drain_jobs: DrainJobs
    hand: Hand

    async def tell(self, *parcels: Parcel, way: Way = "express", complete: bool = True) -> None:
        self.hand.advance(seconds=1)
        async with self.database.begin() as session:
            await WeChatIsTold().tell(session, SUBJECT, SUBJECT_ID, way, parcels, complete=complete)

    async def row(self) -> Upload:
        async with self.database.read() as session:
            return (await session.scalars(sa.select(Upload))).one()

    async def settle(self, *, hours: float = 0) -> Upload:
        """Let the jobs run; what is put off again and again within `hours`."""
        await self.drain_jobs(failing=True)
        for _ in range(round(hours * 4)):
            self.hand.advance(minutes=15)
            await self.drain_jobs(failing=True)
        return await self.row()

    @property
    def told(self) -> dict[str, Any]:
        """What WeChat knows."""
        return self.at_wechat.told

    @property
    def at_wechat(self) -> Shipping:
        return self.wechat.state.shippings[self.number]


@pytest.fixture
async def paid(  # noqa: PLR0917  # everything around a payment
    as_user: AsUser,
    wechat: StandIn,
    database: Database,
    resources: Resources,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
) -> Paid:
    person = await as_user()
    demand = Demand(SUBJECT, SUBJECT_ID, person.id, 6800, "龙井", clock.now() + timedelta(minutes=30))
    async with database.begin() as session:
        opened = await open_payment(session, demand, resources.get(Channel))
    number = "4200002026112200000001"
    openid, appid = wechat.identity.openid("小明"), wechat.identity.numbers.appid
    mchid = wechat.identity.numbers.merchant_id
    order = Order(
        out_trade_no=opened.out_trade_no,
        description="龙井",
        notify_url=opened.notify_url,
        total_fen=6800,
        appid=appid,
        mchid=mchid,
        openid=openid,
        openid_appid=appid,
    )
    wechat.state.transactions[opened.out_trade_no] = Transaction(
        order=order,
        body={},
        prepay_id="wx1",
        prepay_until=clock.now(),
        created_at=clock.now(),
        state=TradeState.SUCCESS,
        transaction_id=number,
        success_time=clock.now(),
    )
    trade = Trade(
        out_trade_no=opened.out_trade_no,
        state="SUCCESS",
        transaction_id=number,
        total_fen=6800,
        currency="CNY",
        mchid=mchid,
        sub_mchid=None,
        paid_at=clock.now(),
    )
    async with database.begin() as session:
        assert await settling.settle(session, trade) == settling.APPLIED
    await drain_jobs()
    return Paid(person, number, wechat, database, drain_jobs, clock_hand)
