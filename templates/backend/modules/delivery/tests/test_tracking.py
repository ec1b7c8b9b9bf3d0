"""How far a parcel is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from app.contracts.delivery import TRACKER, TrackingStep
from app.core import clock
from app.core.database import Database
from app.core.jobs import Job, JobContext
from tests.delivery.parcels import YTO, send_all, waiting
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


@dataclass
class Service:
    """Knows what a test says of parcels."""

    steps: list[TrackingStep] = field(default_factory=list)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    down: bool = False

    async def track(self, job: JobContext, courier: str, tracking_no: str, phone_tail: str) -> Sequence[TrackingStep]:
        del job
        self.asked.append((courier, tracking_no, phone_tail))
        if self.down:
            raise ConnectionError
        return self.steps


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    service = Service()
    monkeypatch.setattr(TRACKER, "_rows", [(100, "tests", service)])
    return service


async def test_asked_until_it_arrives(  # noqa: PLR0917  # a parcel's whole way
    as_user: AsUser,
    database: Database,
    drain_jobs: DrainJobs,
    clock_hand: Hand,
    service: Service,
    configure: Configure,
) -> None:
    configure("delivery", track_every="30m")
    order = await waiting(as_user, database, drain_jobs)
    shipment_id = await send_all(database, order.id)
    await drain_jobs()
    assert service.asked == []
    service.steps = [TrackingStep(clock.now(), "已揽收", "杭州")]
    for _ in range(2):
        clock_hand.advance(minutes=31)
        await drain_jobs()
    assert service.asked == [("SF", "SF1234567890", "0000")] * 2
    shown = (await order.customer.client.get(f"/shipments/{shipment_id}")).json()
    assert [(step["text"], step["place"]) for step in shown["steps"]] == [("已揽收", "杭州")]
    service.steps = [*service.steps, TrackingStep(clock.now(), "已签收", "北京", delivered=True)]
    for _ in range(3):
        clock_hand.advance(minutes=31)
        await drain_jobs()
    assert len(service.asked) == 3
    shown = (await order.customer.client.get(f"/shipments/{shipment_id}")).json()
    assert (shown["status"], [step["text"] for step in shown["steps"]]) == ("delivered", ["已签收", "已揽收"])
    assert await order.status() == "shipped"


async def test_a_service_that_is_down_is_asked_again(
    as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, service: Service
) -> None:
    order = await waiting(as_user, database, drain_jobs)
    await send_all(database, order.id)
    service.down = True
    clock_hand.advance(hours=3)
    await drain_jobs(failing=True)
    service.down = False
    service.steps = [TrackingStep(clock.now(), "运输中")]
    clock_hand.advance(minutes=1)
    await drain_jobs(failing=True)
    assert len((await order.seen())["shipments"][0]["steps"]) == 1


async def test_nobody_to_ask(as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand) -> None:
    order = await waiting(as_user, database, drain_jobs)
    await send_all(database, order.id)
    clock_hand.advance(hours=3)
    await drain_jobs()
    async with database.read() as session:
        assert await session.scalar(sa.select(Job.key).where(Job.handler == "delivery.track")) is None


async def test_staff_note_what_they_hear(
    as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
) -> None:
    order = await waiting(as_user, database, drain_jobs)
    url = f"/staff/shipments/{await send_all(database, order.id)}"
    clerk = (await as_staff("delivery.*")).client
    (await clerk.post(f"{url}/steps", json={"text": "卡在中转站", "place": "南京"})).raise_for_status()
    (await clerk.post(f"{url}/delivered")).raise_for_status()
    assert (await clerk.post(f"{url}/delivered")).json()["code"] == "SHIPMENT_MOVED"
    [shipment] = (await order.seen())["shipments"]
    assert (shipment["status"], shipment["steps"][0]["place"]) == ("delivered", "南京")


async def test_unknown(as_staff: AsStaff) -> None:
    clerk = (await as_staff("delivery.*")).client
    steps = {"text": "?"}
    for path, body in (("send", YTO), ("correct", YTO), ("steps", steps), ("unpack", None), ("delivered", None)):
        answer = await clerk.post(f"/staff/shipments/77/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "SHIPMENT_NOT_FOUND")
