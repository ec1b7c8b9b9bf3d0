"""Keys: given out by staff, shown once, stored as hashes, and let in as far as their scopes reach."""

import hashlib
import secrets
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bind_contextvars

from app.contracts.open_api import SCOPES, Caller, KeyInvalid
from app.core import audit, clock
from app.core.context import Actor
from app.core.database import Database, changed, upsert
from app.core.rate_limit import RateLimiter, limit
from app.core.staff.permissions import KNOWN
from app.modules.open_api.errors import KeyNameTaken, KeyNotFound, ScopeUnknown
from app.modules.open_api.models import ApiKey
from app.modules.open_api.schemas import KeyIn
from app.modules.open_api.settings import OpenApiSettings

GUESSES = "60/minute"
"""Wrong keys from one address."""
STAMPED = timedelta(minutes=1)
"""How old the last use may be before it is written anew."""


def scopes() -> dict[str, str]:
    """What a key may be given: whatever a route asks for, with its words."""
    return {scope: KNOWN[scope].label for scope in sorted(set(SCOPES.values()))}


def digest(token: str) -> str:
    """A key is 256 random bits: a plain hash of it can be neither guessed nor looked up."""
    return hashlib.sha256(token.encode()).hexdigest()


async def create(session: AsyncSession, actor: Actor, body: KeyIn) -> tuple[ApiKey, str]:
    """The key's row and the key, which nobody sees again. Raises ScopeUnknown, KeyNameTaken."""
    known = scopes()
    if set(body.scopes) - known.keys():
        raise ScopeUnknown(scopes=list(known))
    prefix = f"ak_{secrets.token_hex(4)}"
    token = f"{prefix}_{secrets.token_urlsafe(32)}"
    row = {
        "name": body.name,
        "prefix": prefix,
        "token_hash": digest(token),
        "scopes": sorted(set(body.scopes)),
        "created_by": actor.id if actor.kind == "staff" else None,
        "created_at": clock.now(),
        "expires_at": body.expires_at,
    }
    insert = upsert(session, ApiKey).values(row).on_conflict_do_nothing(index_elements=["name"])
    key_id = await session.scalar(insert.returning(ApiKey.id))
    if key_id is None:
        raise KeyNameTaken
    await audit.record(session, actor, "open_api.key_create", "api_key", key_id, name=body.name, scopes=row["scopes"])
    return await session.get_one(ApiKey, key_id), token


async def revoke(session: AsyncSession, actor: Actor, key_id: int) -> ApiKey:
    """It is good for nothing from now on. Twice is once. Raises KeyNotFound."""
    running = sa.and_(ApiKey.id == key_id, ApiKey.revoked_at.is_(None))
    ended = await changed(session, sa.update(ApiKey).where(running).values(revoked_at=clock.now()))
    key = await session.get(ApiKey, key_id, populate_existing=True)
    if key is None:
        raise KeyNotFound
    if ended:
        await audit.record(session, actor, "open_api.key_revoke", "api_key", key_id, name=key.name)
    return key


class GivenKeys:
    """The keys that staff have given out."""

    async def admit(self, database: Database, limiter: RateLimiter, token: str, address: str) -> Caller:
        await limit(limiter, GUESSES, "open_api_guess", address, peek=True)
        now = clock.now()
        good = sa.and_(
            ApiKey.token_hash == digest(token),
            ApiKey.revoked_at.is_(None),
            sa.or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now),
        )
        async with database.read() as session:
            key = await session.scalar(sa.select(ApiKey).where(good))
        if key is None:
            await limit(limiter, GUESSES, "open_api_guess", address)
            raise KeyInvalid
        await limit(limiter, OpenApiSettings.load().rate, "open_api", str(key.id))
        bind_contextvars(actor=f"key:{key.id}")
        if key.last_used_at is None or key.last_used_at < now - STAMPED:
            async with database.begin() as session:
                await changed(session, sa.update(ApiKey).where(ApiKey.id == key.id).values(last_used_at=now))
        return Caller(key.id, key.name, tuple(key.scopes))
