"""Writes that a client may repeat.

The same `Idempotency-Key` gives the first answer again; another body under the same key is refused.
The key's row is inserted in the transaction that does the work, so it exists exactly when the work was done. A second
request that arrives meanwhile waits at the unique constraint. A refused request leaves nothing behind and may be sent
again.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.auth import CurrentUser
from app.core.database import Base, Database, changed, upsert
from app.core.errors import AppError, refuses
from app.core.staff import CurrentStaff

REPEATABLE = "x-repeatable"

KEEP = timedelta(days=3)


class StoredAnswer(Base):
    __tablename__ = "core_idempotency"

    owner: Mapped[str] = mapped_column(sa.String(30), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(128), primary_key=True)
    request_hash: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int | None]
    body: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class IdempotencyMismatch(AppError):
    status, code, message = 422, "IDEMPOTENCY_MISMATCH", "同一个请求标识不能用于不同的内容"


Work = Callable[[AsyncSession], Awaitable[BaseModel]]


@dataclass(frozen=True)
class Once:
    """One repeatable request of one customer or member of staff."""

    owner: str
    key: str
    request_hash: str

    async def run(self, database: Database, work: Work, *, status: int = 200) -> JSONResponse:
        """Do `work` in a write transaction, or give the answer that it gave before. Raises IdempotencyMismatch."""
        async with database.begin() as session:
            if answer := await self.replay(session):
                return answer
            return await self.save(session, await work(session), status=status)

    async def replay(self, session: AsyncSession) -> JSONResponse | None:
        """The answer given before, if any; otherwise claims the key until the transaction ends.

        Raises IdempotencyMismatch.
        For a route that calls the outside world between two transactions: `replay` in the first, `save` in the second.
        """
        row = {"owner": self.owner, "key": self.key, "request_hash": self.request_hash, "created_at": clock.now()}
        added = await changed(session, upsert(session, StoredAnswer).values(row).on_conflict_do_nothing())
        if added:
            return None
        stored = await session.get_one(StoredAnswer, (self.owner, self.key), populate_existing=True)
        if stored.request_hash != self.request_hash:
            raise IdempotencyMismatch
        return None if stored.status is None else JSONResponse(stored.body, stored.status)

    async def save(self, session: AsyncSession, result: BaseModel, *, status: int = 200) -> JSONResponse:
        """Keep the answer, unless one is kept already, and give back the one that is kept."""
        body = result.model_dump(mode="json")
        row = {"owner": self.owner, "key": self.key, "request_hash": self.request_hash, "created_at": clock.now()}
        await session.execute(upsert(session, StoredAnswer).values(row).on_conflict_do_nothing())
        mine = sa.and_(StoredAnswer.owner == self.owner, StoredAnswer.key == self.key, StoredAnswer.status.is_(None))
        if not await changed(session, sa.update(StoredAnswer).where(mine).values(status=status, body=body)):
            stored = await session.get_one(StoredAnswer, (self.owner, self.key), populate_existing=True)
            return JSONResponse(stored.body, stored.status or status)
        return JSONResponse(body, status)


Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        description="Any text of the client's that is new for each new wish, the same for each repetition",
    ),
]


async def _hash(request: Request) -> str:
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode())
    digest.update(_canonical(await request.body()))
    return digest.hexdigest()


def _canonical(body: bytes) -> bytes:
    """JSON that means the same is the same, however it is spaced or ordered."""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode()
    except ValueError:
        return body


async def once_by(owner: str, request: Request, key: str) -> Once:
    """What one caller, named by kind and number, wishes under a key."""
    return Once(owner, key, await _hash(request))


@refuses(IdempotencyMismatch)
async def _user_once(request: Request, user: CurrentUser, key: Key) -> Once:
    return await once_by(f"user:{user.id}", request, key)


@refuses(IdempotencyMismatch)
async def _staff_once(request: Request, staff: CurrentStaff, key: Key) -> Once:
    return await once_by(f"staff:{staff.id}", request, key)


UserOnce = Annotated[Once, Depends(_user_once)]
StaffOnce = Annotated[Once, Depends(_staff_once)]


def repeatable(why: str) -> dict[str, Any]:
    """The `openapi_extra` of a POST that takes no key: it may be repeated as it is, for this reason."""
    return {REPEATABLE: why}


async def purge(session: AsyncSession, _: dict[str, Any]) -> None:
    await session.execute(sa.delete(StoredAnswer).where(StoredAnswer.created_at < clock.now() - KEEP))
