"""The table of moves, walked: every function, from every state."""

from collections.abc import Awaitable, Callable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.aftersale import handling, moves, refunding
from app.modules.aftersale.models import Aftersale, LineBalance
from app.modules.aftersale.reasons import EXCHANGE
from app.modules.aftersale.schemas import RefuseIn, SendBackIn
from app.modules.aftersale.states import AFTERSALE, APPLIED, ENDED, LABELS, OPEN, RECEIVED, REFUND_FAILED
from tests.aftersale.factory import asked, bought
from tests.catalog.factory import spu
from tests.types import AsUser

Move = Callable[[AsyncSession, int], Awaitable[Aftersale | None]]

FUNCTIONS: dict[str, Move] = {
    "agree": lambda s, i: moves.agree(s, i, SYSTEM, {}),
    "agree to refund": lambda s, i: refunding.start(s, i, SYSTEM, source=APPLIED),
    "reject": lambda s, i: moves.reject(s, i, SYSTEM, "不行"),
    "cancel": lambda s, i: moves.cancel(s, i, SYSTEM),
    "send back": lambda s, i: moves.send_back(s, i, SYSTEM, "顺丰", "SF1"),
    "receive": lambda s, i: moves.receive(s, i, SYSTEM, {}, sellable=False),
    "refuse": lambda s, i: moves.refuse(s, i, SYSTEM, "不是我们的"),
    "refund": lambda s, i: refunding.start(s, i, SYSTEM, source=RECEIVED),
    "retry": lambda s, i: refunding.start(s, i, SYSTEM, source=REFUND_FAILED),
    "finish": lambda s, i: refunding.finish(s, i, SYSTEM),
    "fail": lambda s, i: refunding.fail(s, i, SYSTEM, "异常"),
    "reship": lambda s, i: moves.reship(s, i, SYSTEM, "顺丰", "SF2"),
    "confirm": lambda s, i: moves.confirm(s, i, SYSTEM),
}


class Undone(Exception):
    """Rolls a transaction back."""


async def tried(database: Database, aftersale_id: int, status: str, move: Move) -> str | None:
    """Where `move` leads from `status`, None when nowhere; nothing of it stays."""
    found: str | None = None
    try:
        async with database.begin() as session:
            case = sa.update(Aftersale).where(Aftersale.id == aftersale_id)
            await session.execute(case.values(status=status))
            moved = await move(session, aftersale_id)
            found = None if moved is None else moved.status
            raise Undone  # noqa: TRY301  # the way out of the block
    except Undone:
        return found


async def test_every_function_from_every_state(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    aftersale_id = await asked(person, order, "exchange", 1)
    walked: dict[str, set[str]] = {status: set() for status in AFTERSALE.states}
    for status in sorted(AFTERSALE.states):
        for move in FUNCTIONS.values():
            to = await tried(database, aftersale_id, status, move)
            if to is not None:
                walked[status].add(to)
    assert walked == {status: set(follow) for status, follow in AFTERSALE.moves.items()}


async def test_nothing_moves_when_it_is_over(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    aftersale_id = await asked(person, order, "return_refund", 1)
    for status in sorted(ENDED):
        for name, move in FUNCTIONS.items():
            assert await tried(database, aftersale_id, status, move) is None, (status, name)


async def test_only_what_is_to_be_exchanged_is_sent_again(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    aftersale_id = await asked(person, order, "return_refund", 1)
    waybill = SendBackIn(courier="顺丰", tracking_no="SF123")
    async with database.begin() as session:
        await session.execute(sa.update(Aftersale).values(status=RECEIVED))
        aftersale = await handling.find(session, aftersale_id)
        assert aftersale.kind != EXCHANGE
        assert await handling.reship(session, aftersale, SYSTEM, waybill) is None


async def test_what_ends_lets_go_of_its_pieces(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, status="shipped")
    aftersale_id = await asked(person, order, "return_refund", 1)
    async with database.begin() as session:
        assert await moves.reject(session, aftersale_id, SYSTEM, RefuseIn(reason="已使用").reason)
        assert (await session.get_one(LineBalance, order["line_ids"][0])).open_quantity == 0


def test_every_state_has_a_word_and_a_place() -> None:
    assert set(LABELS) == AFTERSALE.states == OPEN | ENDED
    assert {status for status, follow in AFTERSALE.moves.items() if not follow} == ENDED
