"""Stock as other modules see it, see `contracts/stock.py`. SKUs are written in the order of their ids: two orders for
the same goods wait for each other once, not each for the other.
"""

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.contracts.stock import OutOfStock, Shortage
from app.core import clock
from app.core.database import changed, upsert
from app.modules.inventory.ledger import Cause, move
from app.modules.inventory.models import LocalStock, Reservation, StockRow
from app.modules.inventory.settings import InventorySettings


class CountedStock:
    async def available(
        self, session: AsyncSession, sku_ids: Collection[int], location_id: int | None = None
    ) -> dict[int, int | None]:
        nobody_counts = None if InventorySettings.load().uncounted == "unlimited" else 0
        counted = await _counted(session, sku_ids, location_id)
        return {sku_id: counted.get(sku_id, nobody_counts) for sku_id in sku_ids}

    async def reserve(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        location_id: int | None = None,
    ) -> None:
        counted = await _counted(session, quantities, location_id)
        refused = {sku_id for sku_id in quantities if sku_id not in counted}
        if InventorySettings.load().uncounted == "unlimited":
            refused = set()
        async with session.begin_nested():  # a caller that carries on after OutOfStock has reserved nothing
            wanted = {sku_id: quantity for sku_id, quantity in quantities.items() if sku_id in counted}
            cause = Cause("reserved", subject, subject_id, location_id=location_id)
            for sku_id in sorted(await _claim(session, cause, wanted)):
                if not await move(session, sku_id, cause, available=-wanted[sku_id], reserved=wanted[sku_id]):
                    refused.add(sku_id)
            if refused:
                left = await _counted(session, refused, location_id)
                raise OutOfStock([Shortage(sku_id=sku_id, available=left.get(sku_id, 0)) for sku_id in sorted(refused)])

    async def commit(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        for sku_id, quantity, cause in await _settle(session, subject, subject_id, "committed"):
            await _move(session, sku_id, cause, reserved=-quantity)

    async def release(self, session: AsyncSession, subject: str, subject_id: int) -> None:
        for sku_id, quantity, cause in await _settle(session, subject, subject_id, "released"):
            await _move(session, sku_id, cause, available=quantity, reserved=-quantity)

    async def restore(
        self, session: AsyncSession, subject: str, subject_id: int, *, gone: Mapping[int, int] | None = None
    ) -> None:
        sold = _of(subject, subject_id).where(Reservation.state == "committed").order_by(Reservation.sku_id)
        fresh = {"populate_existing": True}
        rows = (await session.scalars(sold.with_for_update(), execution_options=fresh)).all()
        here = [(row.sku_id, row.location_id, row.quantity - (gone or {}).get(row.sku_id, 0)) for row in rows]
        for sku_id, place, quantity in here:
            if quantity > 0:
                await _keep_less(session, subject, subject_id, sku_id, quantity)
                cause = Cause("restored", subject, subject_id, location_id=place)
                await _move(session, sku_id, cause, available=quantity)

    async def take_back(
        self,
        session: AsyncSession,
        subject: str,
        subject_id: int,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
    ) -> None:
        sold = await session.scalars(_of(subject, subject_id))
        taken_from = {row.sku_id: row.location_id for row in sold}
        for sku_id in sorted(await _counted(session, quantities, None)):
            place, quantity = taken_from.get(sku_id), quantities[sku_id]
            if await _comes_in(session, by, sku_id, quantity, place):
                await _keep_less(session, subject, subject_id, sku_id, quantity)
                await _move(session, sku_id, Cause("returned", *by, location_id=place), available=quantity)

    async def receive(
        self,
        session: AsyncSession,
        quantities: Mapping[int, int],
        *,
        by: tuple[str, int],
        location_id: int | None = None,
    ) -> None:
        cause = Cause("received", *by, location_id=location_id)
        for sku_id in sorted(await _counted(session, quantities, None)):
            if await _comes_in(session, by, sku_id, quantities[sku_id], location_id):
                await _shelve(session, sku_id, location_id)
                await _move(session, sku_id, cause, available=quantities[sku_id])


async def _comes_in(
    session: AsyncSession, by: tuple[str, int], sku_id: int, quantity: int, location_id: int | None
) -> bool:
    """Whether `by` brings these pieces for the first time."""
    now = clock.now()
    row = {"subject": by[0], "subject_id": by[1], "sku_id": sku_id, "quantity": quantity, "location_id": location_id}
    once = {**row, "state": "restored", "created_at": now, "settled_at": now}
    return bool(await changed(session, upsert(session, Reservation).values(once).on_conflict_do_nothing()))


async def _shelve(session: AsyncSession, sku_id: int, location_id: int | None) -> None:
    """Room to count in at a place where nothing of the SKU ever lay."""
    if location_id is not None:
        row = {"sku_id": sku_id, "location_id": location_id, "available": 0, "reserved": 0}
        await session.execute(upsert(session, LocalStock).values(row).on_conflict_do_nothing())


async def _counted(session: AsyncSession, sku_ids: Collection[int], location_id: int | None) -> dict[int, int]:
    """Of each SKU that is counted at all, what is available at the location: nothing where none was ever put."""
    available: sa.ColumnElement[int] = StockRow.available.expression
    statement = sa.select(StockRow.sku_id, available)
    if location_id is not None:
        here = sa.and_(LocalStock.sku_id == StockRow.sku_id, LocalStock.location_id == location_id)
        available = sa.func.coalesce(LocalStock.available, 0)
        statement = sa.select(StockRow.sku_id, available).outerjoin(LocalStock, here)
    return dict((await session.execute(statement.where(StockRow.sku_id.in_(sku_ids)))).all())


async def _claim(session: AsyncSession, cause: Cause, wanted: Mapping[int, int]) -> set[int]:
    """Write the subject's reservations and say which of them are new: only those take stock."""
    if not wanted:
        return set()
    subject, subject_id = str(cause.subject), int(cause.subject_id or 0)
    whose = {
        "subject": subject,
        "subject_id": subject_id,
        "location_id": cause.location_id,
        "state": "reserved",
        "created_at": clock.now(),
    }
    rows = [{**whose, "sku_id": sku_id, "quantity": quantity} for sku_id, quantity in sorted(wanted.items())]
    insert = upsert(session, Reservation).values(rows).on_conflict_do_nothing()
    new = set(await session.scalars(insert.returning(Reservation.sku_id)))
    for row in await session.scalars(_of(subject, subject_id), execution_options={"populate_existing": True}):
        as_before = (row.quantity, row.location_id) == (wanted.get(row.sku_id), cause.location_id)
        if row.sku_id in wanted and (not as_before or row.state in ("released", "restored")):
            raise ValueError(f"{subject} {subject_id} has {row.state} {row.quantity} of SKU {row.sku_id} before")
    return new


def _of(subject: str, subject_id: int) -> sa.Select[Reservation]:
    return sa.select(Reservation).where(Reservation.subject == subject, Reservation.subject_id == subject_id)


async def _settle(session: AsyncSession, subject: str, subject_id: int, state: str) -> list[tuple[int, int, Cause]]:
    """Move what is reserved on and say what it was (SKU, pieces, where), sorted by SKU.

    The second time there are none.
    """
    held = (Reservation.subject == subject, Reservation.subject_id == subject_id, Reservation.state == "reserved")
    ended = await session.execute(
        sa.update(Reservation)
        .where(*held)
        .values(state=state, settled_at=clock.now())
        .returning(Reservation.sku_id, Reservation.quantity, Reservation.location_id),
        execution_options={"synchronize_session": False},
    )
    rows = sorted(ended.all(), key=lambda row: row.sku_id)
    return [
        (sku_id, quantity, Cause(state, subject, subject_id, location_id=location_id))
        for sku_id, quantity, location_id in rows
    ]


async def _keep_less(session: AsyncSession, subject: str, subject_id: int, sku_id: int, quantity: int) -> None:
    """The subject has `quantity` pieces fewer; one that had nothing counted when it bought has nothing to lose."""
    sold = sa.and_(
        Reservation.subject == subject,
        Reservation.subject_id == subject_id,
        Reservation.sku_id == sku_id,
        Reservation.state == "committed",
    )
    less = sa.update(Reservation).where(sold, Reservation.quantity > quantity)
    if not await changed(session, less.values(quantity=Reservation.quantity - quantity)):
        await changed(session, sa.update(Reservation).where(sold).values(state="restored", settled_at=clock.now()))


async def _move(session: AsyncSession, sku_id: int, cause: Cause, *, reserved: int = 0, available: int = 0) -> None:
    if not await move(session, sku_id, cause, available=available, reserved=reserved):
        raise RuntimeError(f"less of SKU {sku_id} is reserved than its reservations say")
