"""How often each device did what it should not, for those who have to find the one that does."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from app.modules.device.models import Count

Reason = Literal[
    "unknown", "wrong_type", "out_of_range", "duplicate", "wrong_clock", "malformed", "too_large", "not_below",
    "wrong_secret", "other_topic",
]  # fmt: skip
NOBODY = 0
"""In the place of a device: who it was is not known."""

LABELS: Mapping[str, str] = {
    "unknown": "未知测点",
    "wrong_type": "类型不符",
    "out_of_range": "超出范围",
    "duplicate": "重复消息",
    "wrong_clock": "时钟不准",
    "malformed": "格式错误",
    "too_large": "内容过大",
    "not_below": "不是其下的设备",
    "wrong_secret": "密钥不正确",
    "other_topic": "越权主题",
}
"""What staff read."""


class Tally:
    """What is to be counted at the end of a batch."""

    def __init__(self) -> None:
        self.numbers: Counter[tuple[int, Reason]] = Counter()
        self.last: dict[tuple[int, Reason], datetime] = {}

    def add(self, device_id: int, reason: Reason, at: datetime) -> None:
        self.numbers[device_id, reason] += 1
        self.last[device_id, reason] = at


async def write(session: AsyncSession, tally: Tally) -> None:
    if not tally.numbers:
        return
    rows = [
        {"device_id": device_id, "reason": reason, "number": number, "last_at": tally.last[device_id, reason]}
        for (device_id, reason), number in sorted(tally.numbers.items())
    ]
    await session.execute(_more(session.get_bind().dialect.name), rows)


@cache
def _more(dialect: str) -> sa.Insert:
    table = Count.metadata.tables[Count.__tablename__]
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    added = {"number": table.c.number + insert.excluded.number, "last_at": insert.excluded.last_at}
    return insert.on_conflict_do_update(index_elements=["device_id", "reason"], set_=added)
