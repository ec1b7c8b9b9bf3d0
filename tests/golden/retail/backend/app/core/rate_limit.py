"""Limits on what invites guessing (signing in) and on what costs money (phone numbers, payments)."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.params import Depends as DependsParam
from limits import parse
from limits.aio.strategies import MovingWindowRateLimiter

from app.core.auth import CurrentUser
from app.core.errors import RateLimited, refuses
from app.core.resources import resource

Limiter = Annotated[MovingWindowRateLimiter, Depends(resource(MovingWindowRateLimiter))]


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


async def limit(limiter: MovingWindowRateLimiter, rate: str, *identifiers: str, peek: bool = False) -> None:
    """For what only the body says, such as a user name; `peek` looks without counting. Raises RateLimited."""
    item = parse(rate)
    if not await (limiter.test if peek else limiter.hit)(item, *identifiers):
        raise RateLimited


def _depends(check: Callable[..., object]) -> DependsParam:
    marker: DependsParam = Depends(check)
    return marker
