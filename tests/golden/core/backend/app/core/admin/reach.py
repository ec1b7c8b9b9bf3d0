"""Tables of which staff of one store see the rows of that store."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from app.core.admin.access import staff_of_request
from app.core.admin.view import View
from app.core.staff import Staff


class ReachView(View):
    """How far a permission goes is asked before each query: of a row out of reach nobody hears that it is there."""

    async def reach(self, session: AsyncSession, staff: Staff) -> frozenset[int] | None:
        """The places whose rows somebody may see; None: all rows."""
        raise NotImplementedError

    def within(self, places: frozenset[int]) -> sa.ColumnElement[bool]:
        """Condition: a row of these places."""
        raise NotImplementedError

    async def find_all(self, request: Request, *args: Any, **kwargs: Any) -> Sequence[Any]:  # noqa: ANN401  # the library's
        await self._look(request)
        return await super().find_all(request, *args, **kwargs)

    async def count(self, request: Request, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401  # the library's
        await self._look(request)
        return await super().count(request, *args, **kwargs)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        await self._look(request)
        return await super().find_by_pk(request, pk)

    async def _look(self, request: Request) -> None:
        async with self.reading(request) as session:
            request.state.reach = await self.reach(session, staff_of_request(request))

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return self._reached(request, super().get_list_query(request))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return self._reached(request, super().get_count_query(request))

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        return self._reached(request, super().get_detail_query(request))

    def _reached(self, request: Request, query: sa.Select[Any]) -> sa.Select[Any]:
        places: frozenset[int] | None = request.state.reach
        return query if places is None else query.where(self.within(places))
