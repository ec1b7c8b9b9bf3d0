"""Who is told of what."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.contracts.messaging import MESSENGER
from app.contracts.rfq import AWARDS, NoAwards
from app.core.database import Database
from tests.rfq.asked import EVERYTHING, STAFF, decided, form, opened, quoted, seller
from tests.supplier.company import bound
from tests.types import AsStaff, AsUser


class Notebook:
    """Writes down what is told to whom."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []
        self.keys: set[tuple[int, str]] = set()

    async def tell(self, session: object, message: str, *, user_id: int, key: str, values: Mapping[str, Any]) -> bool:
        del session, values
        assert (user_id, key) not in self.keys
        self.keys.add((user_id, key))
        self.told.append((message, user_id))
        return True


async def test_each_of_theirs(
    as_staff: AsStaff, as_user: AsUser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook()
    monkeypatch.setattr(MESSENGER, "one", lambda _nobody: notebook)
    boss = await as_staff(EVERYTHING)
    (first, one), (second, two), (third, three) = [await seller(as_user, database, name) for name in ("甲", "乙", "丙")]
    mate = await bound(database, await as_user("同事"), first)
    rfq_id = await opened(boss, first, second, third)
    assert notebook.told == [("rfq.invited", person.id) for person in (one, mate, two, three)]
    notebook.told.clear()
    (await boss.client.put(f"{STAFF}/{rfq_id}", json=form(first))).raise_for_status()
    assert len(notebook.told) == 4
    notebook.told.clear()
    for person in (one, two):
        await quoted(person, rfq_id)
    award_id = await decided(boss, rfq_id, second)
    assert sorted(notebook.told) == sorted([("rfq.won", two.id), ("rfq.lost", one.id), ("rfq.lost", mate.id)])
    async with database.read() as session:
        award = await AWARDS.one(NoAwards()).award(session, award_id)
        assert award is not None
        assert [(line.item, line.quantity, line.price_fen) for line in award.lines] == [
            ("深沟球轴承 6204", 200, 380),
            ("骨架油封", 33, 125),
        ]
        assert await AWARDS.one(NoAwards()).award(session, 999) is None
        assert await NoAwards().award(session, award_id) is None
        [(recent_id, words)] = await AWARDS.one(NoAwards()).recent(session)
        assert (recent_id, "一季度轴承（乙厂）" in words) == (award_id, True)
        assert await NoAwards().recent(session) == []
