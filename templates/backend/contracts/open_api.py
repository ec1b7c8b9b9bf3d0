"""Routes that other businesses' programs may call with a key, and who has the keys.

    router = APIRouter(prefix="/open/batches")

    @router.get("", dependencies=[allow("traceability.read")])

A scope is a permission: what staff with it may do at the console, a program with it may do through these routes.
Offer them in `routers_after_setup`, and only where `KEYS` has somebody who gives keys.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request
from fastapi.params import Depends as DependsParam
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.core.auth import for_programs
from app.core.context import Actor
from app.core.database import Database, DatabaseDep
from app.core.errors import AppError, RateLimited, refuses
from app.core.idempotency import IdempotencyMismatch, Key, Once, once_by
from app.core.ports import Port
from app.core.rate_limit import Limiter, RateLimiter, client_address


class KeyInvalid(AppError):
    status, code, message = 401, "KEY_INVALID", "接口密钥无效、已过期或已停用"
    headers = {"WWW-Authenticate": "Bearer"}  # noqa: RUF012  # constant


class ScopeMissing(AppError):
    """details: {"scope": what the key would need}"""

    status, code, message = 403, "SCOPE_MISSING", "这个接口密钥没有此项权限"


@dataclass(frozen=True)
class Caller:
    """A program, by the key that it uses."""

    key_id: int
    name: str
    scopes: tuple[str, ...]

    @property
    def actor(self) -> Actor:
        return Actor("key", self.key_id)


class Keys(Protocol):
    async def admit(self, database: Database, limiter: RateLimiter, token: str, address: str) -> Caller:
        """Whoever has the key `token`, and one more call of his. Raises KeyInvalid, RateLimited."""
        ...


class NoKeys:
    """Nobody gives keys."""

    async def admit(self, database: Database, limiter: RateLimiter, token: str, address: str) -> Caller:
        del database, limiter, token, address
        raise KeyInvalid


KEYS: Port[Keys] = Port("keys")

SCOPES: dict[Callable[..., object], str] = {}
"""The scope that each check asks for."""

_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key that staff made at the console")


@for_programs
@refuses(KeyInvalid, RateLimited)
async def current_caller(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    database: DatabaseDep,
    limiter: Limiter,
) -> Caller:
    if credentials is None:
        raise KeyInvalid
    return await KEYS.one(NoKeys()).admit(database, limiter, credentials.credentials, client_address(request))


CurrentCaller = Annotated[Caller, Depends(current_caller)]


@refuses(IdempotencyMismatch)
async def _once(request: Request, caller: CurrentCaller, key: Key) -> Once:
    return await once_by(f"key:{caller.key_id}", request, key)


CallerOnce = Annotated[Once, Depends(_once)]


def allow(scope: str) -> DependsParam:
    """Only for programs whose key has the scope."""

    @refuses(ScopeMissing)
    async def check(caller: CurrentCaller) -> None:
        if scope not in caller.scopes:
            raise ScopeMissing(scope=scope)

    SCOPES[check] = scope
    marker: DependsParam = Depends(check)
    return marker
