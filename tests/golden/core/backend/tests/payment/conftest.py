"""A customer with something to pay for, and everything around him."""

import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from app.contracts.payment import PaymentSucceeded
from app.core.database import Base, Database
from app.modules.payment.models import PayAlert, PayAttempt, PayOrder, PayRefund
from devtools.wechat import StandIn, TradeState
from tests import environment
from tests.payment.things import THINGS, Thing
from tests.types import AsUser, Configure, DrainJobs, Hand, Person


@pytest.fixture
async def wechat(app: FastAPI) -> AsyncIterator[StandIn]:
    """The stand-in for WeChat. A shop that crashes answers 500, as it would over the network."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=environment.ORIGIN) as shop:
        yield StandIn(environment.KEYS, client=shop)


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this shop has decided: a test says itself when it is about collecting for others."""
    configure("payment", mode="direct")


@pytest.fixture(autouse=True)
def things() -> Iterator[dict[int, Thing]]:
    THINGS.rows.clear()
    yield THINGS.rows
    THINGS.rows.clear()


@dataclass
class Till:
    """One customer, one thing to pay for, and everything around it that a test wants to see."""

    person: Person
    thing: Thing
    wechat: StandIn
    database: Database
    drain_jobs: DrainJobs
    hand: Hand

    @property
    def url(self) -> str:
        return f"/things/{self.thing.id}/pay"

    async def wish(self, key: str | None = None) -> httpx.Response:
        """POST …/pay."""
        return await self.person.client.post(self.url, headers={"Idempotency-Key": key or secrets.token_hex(8)})

    async def begin(self) -> str:
        """The customer opens the cashier; WeChat's number of the payment."""
        (await self.wish()).raise_for_status()
        return (await self.attempts())[-1].out_trade_no

    async def status(self) -> str:
        """GET …/pay."""
        answer = (await self.person.client.get(self.url)).raise_for_status().json()
        assert answer["amount_fen"] == self.thing.amount_fen
        return str(answer["status"])

    async def pay(self) -> None:
        """From the wish to the money: paid, told, and known to the owner of the thing."""
        number = await self.begin()
        self.wechat.pay(number)
        await self.wechat.deliver_due()
        await self.drain_jobs()
        assert len(self.thing.paid) == 1

    async def settle_everything(self) -> None:
        """Let WeChat and the jobs do what is due by now, until nothing is."""
        while await self.wechat.deliver_due() or await self.drain_jobs():
            pass

    async def orders(self) -> list[PayOrder]:
        return await self.rows(PayOrder)

    async def attempts(self) -> list[PayAttempt]:
        return await self.rows(PayAttempt)

    async def refunds(self) -> list[PayRefund]:
        return await self.rows(PayRefund)

    async def alerts(self) -> list[str]:
        return [alert.kind for alert in await self.rows(PayAlert)]

    async def rows(self, model: type[Base]) -> list[Any]:
        async with self.database.read() as session:
            return list(await session.scalars(sa.select(model).order_by(sa.inspect(model).primary_key[0])))

    def at_wechat(self, number: str) -> TradeState:
        return self.wechat.state.transactions[number].state

    @property
    def paid(self) -> list[PaymentSucceeded]:
        return self.thing.paid


@pytest.fixture
async def till(as_user: AsUser, wechat: StandIn, database: Database, drain_jobs: DrainJobs, clock_hand: Hand) -> Till:
    person = await as_user()
    return Till(person, THINGS.new(person.id), wechat, database, drain_jobs, clock_hand)
