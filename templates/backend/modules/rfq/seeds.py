"""Demo data: requests on their way."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.rfq import asking, awarding, quoting
from app.modules.rfq.models import Rfq
from app.modules.rfq.schemas import AwardIn, PriceIn, QuoteIn, RfqIn
from app.modules.supplier.api import Supplier, SupplierPerson, first_contact


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `requests`: `title`, `lines`, `suppliers` (codes), `days` until the deadline, `quotes` by code (`prices` in
    fen, None for a line that is not offered, `lead_days`, `remark`), and `award`, a code, where it is decided.

    Raises KeyError for a supplier who is not there, ValueError for one without a contact.
    """
    for row in data.rows.get("requests", []):
        await _request(session, row)


async def _request(session: AsyncSession, row: Mapping[str, Any]) -> None:
    ids: dict[str, int] = dict((await session.execute(sa.select(Supplier.code, Supplier.id))).all())
    now = clock.now()
    body = RfqIn(
        title=row["title"],
        note=row.get("note", ""),
        deadline=now + timedelta(days=row["days"]),
        lines=row["lines"],
        supplier_ids=[ids[code] for code in row["suppliers"]],
    )
    rfq = await asking.create(session, SYSTEM, body)
    rfq = await asking.open_up(session, SYSTEM, rfq.id)
    for code, quote in row.get("quotes", {}).items():
        await _quote(session, rfq, ids[code], quote)
    if winner := row.get("award"):
        await asking.close(session, SYSTEM, rfq.id)
        await awarding.award(session, SYSTEM, rfq.id, AwardIn(supplier_id=ids[winner]))


async def _quote(session: AsyncSession, rfq: Rfq, supplier_id: int, quote: Mapping[str, Any]) -> None:
    person = SupplierPerson(supplier_id, await first_contact(session, supplier_id), 0)
    prices = zip(rfq.lines, quote["prices"], strict=True)
    offer = QuoteIn(
        revision=rfq.revision,
        lines=[PriceIn(line_id=line.id, price_fen=price) for line, price in prices if price is not None],
        lead_days=quote["lead_days"],
        valid_until=(clock.now() + timedelta(days=60)).date(),
        remark=quote.get("remark", ""),
    )
    await quoting.submit(session, person, rfq.id, offer)
