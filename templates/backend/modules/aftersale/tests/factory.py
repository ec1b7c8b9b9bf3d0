"""Orders that are paid for, and what their customers ask for, for tests."""

import io
from typing import Any

import httpx
import sqlalchemy as sa
from PIL import Image

from app.contracts.payment import RefundFailed, RefundSucceeded
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.events import emit
from app.modules.aftersale.models import Aftersale, AftersaleHistory, FreightBalance, LineBalance
from app.modules.order import moves
from app.modules.order.api import Order, advance, complete
from tests.keys import new_key
from tests.order.factory import place
from tests.types import Person

PAY_NO = "P-test"
WAY = {
    "paid": (),
    "to_ship": ("to_ship",),
    "shipped": ("to_ship", "shipped"),
    "completed": ("to_ship", "shipped", "completed"),
}


async def bought(
    person: Person, database: Database, *sku_ids: int, quantity: int = 1, status: str = "paid"
) -> dict[str, Any]:
    """An order that is paid for and on its way to `status`; with the ids of its lines as `line_ids`."""
    order = await place(person, *sku_ids, quantity=quantity)
    async with database.begin() as session:
        await moves.pay(session, order["id"], SYSTEM, pay_no=PAY_NO)
        for to in WAY[status]:
            go = (
                complete(session, order["id"], SYSTEM)
                if to == "completed"
                else advance(session, order["id"], to, SYSTEM)
            )
            assert await go
        row = await session.get_one(Order, order["id"], populate_existing=True)
        return {**order, "line_ids": [line.id for line in row.lines]}


def wish(order: dict[str, Any], kind: str, *quantities: int, reason: str = "no_longer_wanted") -> dict[str, Any]:
    """The body of POST /aftersales: so many pieces of each line in turn."""
    lines = [
        {"line_id": line_id, "quantity": quantity}
        for line_id, quantity in zip(order["line_ids"], quantities, strict=False)
        if quantity
    ]
    return {"order_id": order["id"], "kind": kind, "reason": reason, "lines": lines}


async def ask(person: Person, order: dict[str, Any], kind: str, *quantities: int, **more: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    reason = more.pop("reason", "no_longer_wanted")
    body = {**wish(order, kind, *quantities, reason=reason), **more}
    return await person.client.post("/aftersales", json=body, headers=new_key())


async def asked(person: Person, order: dict[str, Any], kind: str, *quantities: int, **more: Any) -> int:  # noqa: ANN401  # JSON
    """The id of a new case."""
    answer = await ask(person, order, kind, *quantities, **more)
    return int(answer.raise_for_status().json()["id"])


async def upload(person: Person, colour: str = "red") -> httpx.Response:
    """A picture that shows what is wrong."""
    data = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(data, "PNG")
    return await person.client.post("/aftersales/pictures", files={"file": ("a.png", data.getvalue())})


async def act(staff: Person, aftersale_id: int, action: str, **body: Any) -> httpx.Response:  # noqa: ANN401  # JSON
    path = f"/staff/aftersales/{aftersale_id}/{action}"
    return await (staff.client.post(path) if action == "retry" else staff.client.post(path, json=body))


async def done(staff: Person, aftersale_id: int, action: str, **body: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    told: dict[str, Any] = (await act(staff, aftersale_id, action, **body)).raise_for_status().json()
    return told


async def send_back(person: Person, aftersale_id: int) -> None:
    body = {"courier": "顺丰速运", "tracking_no": "SF1234567890"}
    (await person.client.post(f"/aftersales/{aftersale_id}/send-back", json=body)).raise_for_status()


async def seen(person: Person, aftersale_id: int) -> dict[str, Any]:
    told: dict[str, Any] = (await person.client.get(f"/aftersales/{aftersale_id}")).raise_for_status().json()
    return told


async def arrived(database: Database, order_id: int, key: str, fen: int, total: int | None = None) -> None:
    """The channel says that money is back."""
    async with database.begin() as session:
        await emit(
            session,
            RefundSucceeded(order_id, "order", "R1", key, fen, total if total is not None else fen, PAY_NO),
        )


async def failed(database: Database, order_id: int, key: str, *, closed: bool = False) -> None:
    """The channel says that money will not go back like this."""
    async with database.begin() as session:
        await emit(session, RefundFailed(order_id, "order", "R1", key, "退款异常", closed=closed))


async def statuses(database: Database, aftersale_id: int) -> list[str]:
    """Where the case has been."""
    mine = sa.select(AftersaleHistory.status).where(AftersaleHistory.aftersale_id == aftersale_id)
    async with database.read() as session:
        return list(await session.scalars(mine.order_by(AftersaleHistory.id)))


async def balances(database: Database, order_id: int) -> list[tuple[int, int, int]]:
    """(open, refunded, refunded fen) of each line, then freight's fen as (0, 0, fen)."""
    async with database.read() as session:
        lines = sa.select(LineBalance).where(LineBalance.order_id == order_id).order_by(LineBalance.line_id)
        told = [(row.open_quantity, row.refunded_quantity, row.refunded_fen) for row in await session.scalars(lines)]
        freight = await session.get(FreightBalance, order_id)
        return [*told, (0, 0, freight.refunded_fen)] if freight else told


async def force(database: Database, aftersale_id: int, **values: object) -> None:
    """Put the case into another state, past all rules."""
    async with database.begin() as session:
        await session.execute(sa.update(Aftersale).where(Aftersale.id == aftersale_id).values(values))
