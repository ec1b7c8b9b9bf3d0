"""What the views of the console have in common."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, ClassVar

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.exceptions import ActionFailed

from app.core.admin.access import database_of, staff_of_request
from app.core.errors import AppError


@contextmanager
def refusing() -> Iterator[None]:
    """A refusal is shown to the one who acted."""
    try:
        yield
    except AppError as error:
        raise ActionFailed(error.text) from error


@asynccontextmanager
async def acting(request: Request) -> AsyncIterator[AsyncSession]:
    """A write transaction for an action; a refusal is shown to the one who acted."""
    with refusing():
        async with database_of(request).begin() as session:
            yield session


class View(ModelView):
    """A table that may be looked at with the permission `read`. Nothing can be changed unless a subclass says how."""

    read: ClassVar[str]
    exporters: Sequence[Any] = ()
    importers: Sequence[Any] = ()
    page_size = 20
    page_size_options: Sequence[int] = (20, 50, 100)
    column_visibility = False

    def may(self, request: Request, permission: str) -> bool:
        """Also refused until the one-time password has been changed."""
        staff = staff_of_request(request)
        return staff.can(permission) and not staff.must_change_password

    def is_accessible(self, request: Request) -> bool:
        return self.may(request, self.read)

    def can_create(self, request: Request) -> bool:
        del request
        return False

    def can_edit(self, request: Request) -> bool:
        del request
        return False

    def can_delete(self, request: Request) -> bool:
        del request
        return False

    def can_export(self, request: Request) -> bool:
        del request
        return False

    def can_import(self, request: Request) -> bool:
        del request
        return False

    @asynccontextmanager
    async def _reading(self, request: Request) -> AsyncIterator[None]:
        async with database_of(request).read() as session:
            request.state.session = session
            yield

    async def count(self, request: Request, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401  # the library's
        async with self._reading(request):
            return await super().count(request, *args, **kwargs)

    async def find_all(self, request: Request, *args: Any, **kwargs: Any) -> Sequence[Any]:  # noqa: ANN401  # the library's
        async with self._reading(request):
            return await super().find_all(request, *args, **kwargs)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        async with self._reading(request):
            return await super().find_by_pk(request, pk)

    async def find_by_pks(self, request: Request, pks: list[Any]) -> Sequence[Any]:
        async with self._reading(request):
            return await super().find_by_pks(request, pks)
