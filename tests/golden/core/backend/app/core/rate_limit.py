"""Limits on what invites guessing (signing in) and on what costs money (phone numbers, payments)."""

from collections.abc import Callable
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.params import Depends as DependsParam
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from app.core.auth import CurrentUser
from app.core.errors import RateLimited, refuses
from app.core.resources import resource

STORE_TIMEOUT_S = 1.0

log = structlog.get_logger(__name__)


class RateLimiter:
    """Counts in Redis where several processes share one, else in this process; so it does while Redis is away."""

    def __init__(self, redis_url: str) -> None:
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_shared_store(redis_url)) if redis_url else self._own

    async def hit(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Count one; False when that is one too many."""
        try:
            return await self._shared.hit(item, *identifiers)
        except StorageError:
            log.warning("rate_limits_not_shared")
            return await self._own.hit(item, *identifiers)

    async def test(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Whether one more would pass."""
        try:
            return await self._shared.test(item, *identifiers)
        except StorageError:
            return await self._own.test(item, *identifiers)


def _shared_store(redis_url: str) -> RedisStorage:
    return RedisStorage(
        f"async+{redis_url}",
        wrap_exceptions=True,
        implementation="redispy",
        socket_connect_timeout=STORE_TIMEOUT_S,
        socket_timeout=STORE_TIMEOUT_S,
    )


Limiter = Annotated[RateLimiter, Depends(resource(RateLimiter))]


def client_address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def limit_address(rate: str, name: str) -> DependsParam:
    """At most `rate` ("10/minute") from one network address: `dependencies=[limit_address("10/minute", "login")]`."""
    item = parse(rate)

    @refuses(RateLimited)
    async def check(request: Request, limiter: Limiter) -> None:
        if not await limiter.hit(item, name, client_address(request)):
            raise RateLimited

    return _depends(check)


def limit_user(rate: str, name: str) -> DependsParam:
    """At most `rate` for one customer."""
    item = parse(rate)

    @refuses(RateLimited)
    async def check(user: CurrentUser, limiter: Limiter) -> None:
        if not await limiter.hit(item, name, str(user.id)):
            raise RateLimited

    return _depends(check)


async def limit(limiter: RateLimiter, rate: str, *identifiers: str, peek: bool = False) -> None:
    """For what only the body says, such as a user name; `peek` looks without counting. Raises RateLimited."""
    item = parse(rate)
    if not await (limiter.test if peek else limiter.hit)(item, *identifiers):
        raise RateLimited


def _depends(check: Callable[..., object]) -> DependsParam:
    marker: DependsParam = Depends(check)
    return marker
