"""Telling customers something, without the one who has something to tell knowing how it reaches them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port

Value = str | int | datetime | None


class Messenger(Protocol):
    async def tell(
        self, session: AsyncSession, message: str, *, user_id: int, key: str, values: Mapping[str, Value]
    ) -> bool:
        """Tell the customer once for `key`, in the caller's transaction.

        False when that has been done already, or he wants none of the kind.

        `message` is a message's full id ("order.order_paid"), `values` are what its keywords and its page's query
        name. Raises LookupError for a message that nobody has declared.
        """
        ...

    async def recall(self, session: AsyncSession, message: str, *, user_id: int, key: str) -> bool:
        """Take back what was told for `key` and has not gone out: the news is none any more.

        False when it is on its way already, or in the customer's inbox. The same `key` is not told again.
        """
        ...


class NobodyTells:
    """Where customers look for themselves."""

    async def tell(
        self, session: AsyncSession, message: str, *, user_id: int, key: str, values: Mapping[str, Value]
    ) -> bool:
        del session, message, user_id, key, values
        return False

    async def recall(self, session: AsyncSession, message: str, *, user_id: int, key: str) -> bool:
        del session, message, user_id, key
        return False


MESSENGER: Port[Messenger] = Port("messenger")
