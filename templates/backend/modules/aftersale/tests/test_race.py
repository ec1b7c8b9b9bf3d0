"""The same pieces, asked back from several processes at once."""

from unittest import mock

from app.contracts.payment import PAYMENT
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.errors import AppError
from app.modules.aftersale import applying, refunding
from app.modules.aftersale.errors import AftersaleOpen
from app.modules.aftersale.schemas import ApplyIn
from app.modules.aftersale.states import APPLIED
from tests.aftersale.factory import balances, bought
from tests.catalog.factory import spu
from tests.racing import race
from tests.types import AsUser

PROCESSES = 3
PIECES = 2
"""Of nine or seven, asked for by each."""


async def ask(database: Database, user_id: int, order_id: int, line_id: int) -> str:
    """Asks `PIECES` back: "asked", or the code of the refusal."""
    body = ApplyIn.model_validate(
        {
            "order_id": order_id,
            "kind": "refund_only",
            "reason": "no_longer_wanted",
            "lines": [{"line_id": line_id, "quantity": PIECES}],
        }
    )
    try:
        async with database.begin() as session:
            case = await applying.apply(session, user_id, body)
    except AppError as error:
        return error.code
    return f"asked {case.id}"


async def ask_and_refund(database: Database, user_id: int, order_id: int, line_id: int) -> str:
    """Pays the case back in a transaction of its own; asks again as long as another one is open."""
    mock.patch.object(PAYMENT, "one", lambda nobody: nobody).start()  # for good: the process is this test's
    while (word := await ask(database, user_id, order_id, line_id)) == AftersaleOpen.code:
        pass
    asked, _, case_id = word.partition(" ")
    if case_id:
        async with database.begin() as session:
            await refunding.start(session, int(case_id), SYSTEM, source=APPLIED)
    return asked


async def test_one_case_for_a_line(as_user: AsUser, database: Database) -> None:
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database)).sku_id, quantity=9)
    calls = [(person.id, order["id"], order["line_ids"][0])] * 6
    words = [word.split()[0] for word in await race(database, ask, [calls] * PROCESSES)]
    assert sorted(words) == ["AFTERSALE_OPEN"] * (PROCESSES * 6 - 1) + ["asked"]
    assert await balances(database, order["id"]) == [(PIECES, 0, 0), (0, 0, 0)]


async def test_never_more_than_was_bought(as_user: AsUser, database: Database) -> None:
    """Each case is paid back at once, so that the next may be opened."""
    person = await as_user(consents=("address",))
    order = await bought(person, database, (await spu(database, price_fen=3333)).sku_id, quantity=7)
    calls = [(person.id, order["id"], order["line_ids"][0])] * 2
    words = await race(database, ask_and_refund, [calls] * PROCESSES)
    assert sorted(words) == ["QUANTITY_EXCEEDED"] * (PROCESSES * 2 - 3) + ["asked"] * 3
    assert await balances(database, order["id"]) == [(0, 6, 6 * 3333), (0, 0, 0)]
