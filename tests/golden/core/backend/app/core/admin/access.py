"""Who is at the console. Its cookie holds the same kind of token as the API's and is sent to /admin/ alone."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin.auth import AdminUser, AuthProvider
from starlette_admin.exceptions import LoginFailed

from app.core.auth import close_session
from app.core.database import Database
from app.core.errors import AppError
from app.core.rate_limit import RateLimiter, limit
from app.core.resources import Resources
from app.core.settings import settings
from app.core.staff import Staff
from app.core.staff.entrance import enter
from app.core.staff.principal import staff_of

COOKIE = "console"
PATH = "/admin"
PASSWORD_PATH = f"{PATH}/password"
LOGIN_RATE = "10/minute"


def resources_of(request: Request) -> Resources:
    resources = request.state.resources
    assert isinstance(resources, Resources)  # noqa: S101  # `authenticate` ran before
    return resources


def database_of(request: Request) -> Database:
    return resources_of(request).get(Database)


def staff_of_request(request: Request) -> Staff:
    """The member of staff, as `authenticate` found him."""
    staff = request.state.staff
    assert isinstance(staff, Staff)  # noqa: S101  # `authenticate` ran before
    return staff


def may(request: Request, permission: str) -> bool:
    """Whether whoever is at the console holds `permission`; nothing is held before the one-time password is changed."""
    staff = staff_of_request(request)
    return staff.can(permission) and not staff.must_change_password


def remember(response: Response, token: str, expires_at: datetime) -> None:
    """Strict: no other site can make the browser act here."""
    secure = settings().public_url.startswith("https://")
    response.set_cookie(COOKIE, token, expires=expires_at, path=PATH, httponly=True, secure=secure, samesite="strict")


class StaffAccess(AuthProvider):
    """The entrance. `resources` answers what the running application has opened."""

    def __init__(self, resources: Callable[[], Resources]) -> None:
        super().__init__()
        self._resources = resources

    async def authenticate(self, request: Request) -> AdminUser | None:
        request.state.resources = self._resources()
        token = request.cookies.get(COOKIE)
        if not token:
            return None
        async with database_of(request).read() as session:
            staff = await staff_of(session, token)
        if staff is None:
            return None
        request.state.staff = staff
        return AdminUser(username=staff.name)

    async def login(self, username: str, password: str, remember_me: bool, request: Request) -> Response | None:  # noqa: FBT001  # the library's
        del remember_me
        limiter = resources_of(request).get(RateLimiter)
        try:
            await limit(limiter, LOGIN_RATE, "staff_login", request.client.host if request.client else "")
            account, token, expires_at = await enter(database_of(request), limiter, username, password)
        except AppError as error:
            raise LoginFailed(error.text) from error
        response = RedirectResponse(PASSWORD_PATH if account.must_change_password else f"{PATH}/", 303)
        remember(response, token, expires_at)
        return response

    async def logout(self, request: Request) -> Response | None:
        if token := request.cookies.get(COOKIE):
            async with database_of(request).begin() as session:
                await close_session(session, token)
        response = RedirectResponse(f"{PATH}/login", 303)
        response.delete_cookie(COOKIE, path=PATH)
        return response
