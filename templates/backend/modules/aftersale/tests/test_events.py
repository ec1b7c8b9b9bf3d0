"""What others are told, each once."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.aftersale import (
    AftersaleAgreed,
    AftersaleApplied,
    AftersaleCanceled,
    AftersaleCompleted,
    AftersaleEvent,
    AftersaleRejected,
    AftersaleReshipped,
)
from app.core import events
from app.core.database import Database
from tests.aftersale.factory import asked, bought, done, send_back
from tests.catalog.factory import spu
from tests.types import AsStaff, AsUser, DrainJobs


@dataclass
class Heard:
    told: list[tuple[str, int, str]] = field(default_factory=list)

    async def hear(self, session: AsyncSession, event: AftersaleEvent) -> None:  # noqa: ARG002  writes nothing
        self.told.append((event.name, event.aftersale_id, event.kind))


@pytest.fixture
def heard(app: object, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Instead of those who listen otherwise."""
    del app
    listening = Heard()
    monkeypatch.setattr(events, "_subscribers", {})
    kinds: tuple[type[AftersaleEvent], ...] = (
        AftersaleApplied,
        AftersaleAgreed,
        AftersaleRejected,
        AftersaleReshipped,
        AftersaleCompleted,
        AftersaleCanceled,
    )
    for kind in kinds:
        events.on(kind, listening.hear, name=f"test.{kind.name}.{id(listening)}")
    return listening


async def test_an_exchange_is_told_step_by_step(
    as_user: AsUser, as_staff: AsStaff, database: Database, heard: Heard, drain_jobs: DrainJobs
) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    order = await bought(person, database, (await spu(database)).sku_id, quantity=2, status="shipped")
    case = await asked(person, order, "exchange", 1)
    await done(clerk, case, "agree")
    await send_back(person, case)
    await done(clerk, case, "receive", sellable=False)
    await done(clerk, case, "reship", courier="顺丰", tracking_no="SF12345")
    await person.client.post(f"/aftersales/{case}/confirm")
    await drain_jobs()
    names = ["aftersale.applied", "aftersale.agreed", "aftersale.reshipped", "aftersale.completed"]
    assert sorted(heard.told) == sorted((name, case, "exchange") for name in names)


async def test_so_is_its_end(
    as_user: AsUser, as_staff: AsStaff, database: Database, heard: Heard, drain_jobs: DrainJobs
) -> None:
    person, clerk = await as_user(consents=("address",)), await as_staff("aftersale.*")
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    first = await asked(person, order, "return_refund", 1)
    await done(clerk, first, "reject", reason="不行")
    second = await asked(person, order, "return_refund", 1)
    await person.client.post(f"/aftersales/{second}/cancel")
    await drain_jobs()
    assert sorted((case, name) for name, case, _ in heard.told) == [
        (first, "aftersale.applied"),
        (first, "aftersale.rejected"),
        (second, "aftersale.applied"),
        (second, "aftersale.canceled"),
    ]
