"""Demo data: samples on their way."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.rfq.api import Rfq
from app.modules.sample import moves
from app.modules.sample.models import Sample
from app.modules.sample.schemas import SampleIn, SendIn, VerdictIn
from app.modules.supplier.api import Supplier, SupplierPerson, first_contact


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `samples`: `rfq` (a title), `supplier` (a code), `position`, `note`, and `versions`, each with
    `tracking_number`, `carrier`, and `failed` or `passed`, what was found, where it was tried.

    Raises KeyError for a request or a supplier that is not there.
    """
    for row in data.rows.get("samples", []):
        await _sample(session, row)


async def _sample(session: AsyncSession, row: Mapping[str, Any]) -> None:
    rfqs: dict[str, int] = dict((await session.execute(sa.select(Rfq.title, Rfq.id))).all())
    suppliers: dict[str, int] = dict((await session.execute(sa.select(Supplier.code, Supplier.id))).all())
    rfq_id, supplier_id = rfqs[row["rfq"]], suppliers[row["supplier"]]
    person = SupplierPerson(supplier_id, await first_contact(session, supplier_id), 0)
    body = SampleIn(rfq_id=rfq_id, supplier_id=supplier_id, position=row["position"], note=row.get("note", ""))
    sample = await moves.request(session, SYSTEM, body)
    for version in row.get("versions", []):
        sample = await _version(session, person, sample, version)


async def _version(session: AsyncSession, person: SupplierPerson, sample: Sample, row: Mapping[str, Any]) -> Sample:
    parcel = SendIn(carrier=row.get("carrier", ""), tracking_number=row["tracking_number"])
    step = moves.send if sample.status == "requested" else moves.resend
    sent = await step(session, person, sample.id, parcel)
    found = row.get("failed") or row.get("passed")
    if found is None:
        return sent
    await moves.receive(session, SYSTEM, sent.id)
    return await moves.judge(session, SYSTEM, sent.id, VerdictIn(passed="passed" in row, verdict=found))
