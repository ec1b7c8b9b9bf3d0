"""What the views of the console have in common."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.exceptions import ActionFailed
from starlette_admin.types import RowActionsDisplayType, RowActionsPosition

from app.core.admin.access import database_of, may
from app.core.errors import AppError

Choices = Mapping[str, str]

MOST_ROWS = 10_000
"""So many rows of a list can be paged through, and no more are counted: of a million both would take too long."""


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


@dataclass(frozen=True)
class Narrowing:
    """Shows some of a list's rows only: `?<name>=<value>`. A few choices are tabs, many a drop-down."""

    name: str
    label: str
    choices: Choices | Callable[[AsyncSession], Awaitable[Choices]]
    condition: Callable[[str], sa.ColumnElement[bool]]


class View(ModelView):
    """A table that may be looked at with the permission `read`. Nothing can be changed unless a subclass says how.

    `acts` names the permission behind each row action; an action that is not in it needs `read`. `place` is where the
    menu shows the view, `named_by` the attribute that a row goes by in messages.
    """

    read: ClassVar[str]
    acts: ClassVar[Mapping[str, str]] = {}
    narrowings: ClassVar[Sequence[Narrowing]] = ()
    search_hint: ClassVar[str] = ""
    place: ClassVar[int] = 50
    named_by: ClassVar[str] = "id"
    exporters: Sequence[Any] = ()
    importers: Sequence[Any] = ()
    actions: Sequence[str] | None = ()
    page_size = 20
    page_size_options: Sequence[int] = (20, 50, 100)
    column_visibility = False
    row_actions_display_type = RowActionsDisplayType.INLINE_LINKS
    row_actions_position = RowActionsPosition.AFTER_COLUMNS

    def may(self, request: Request, permission: str) -> bool:
        """Also refused until the one-time password has been changed."""
        return may(request, permission)

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

    async def is_row_action_allowed(self, request: Request, name: str) -> bool:
        known = name in (self.row_actions or ()) and await super().is_row_action_allowed(request, name)
        return known and self.may(request, self.acts.get(name, self.read))

    async def handle_row_action(self, request: Request, pk: Any, name: str) -> Response | None:  # noqa: ANN401  # the library's
        if await self.find_by_pk(request, pk) is None:
            raise ActionFailed("找不到这一行，可能已被删除")
        return await super().handle_row_action(request, pk, name)

    async def repr(self, obj: Any, request: Request) -> str:  # noqa: ANN401  # the library's
        del request
        return str(getattr(obj, self.named_by))

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return self._narrowed(request, super().get_list_query(request))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return self._narrowed(request, super().get_count_query(request))

    def _filter_builder_fields(self, request: Request) -> list[dict[str, Any]]:
        """None: `narrowings` and the search are enough, and nobody has to learn a query language."""
        del request
        return []

    def _narrowed(self, request: Request, query: sa.Select[Any]) -> sa.Select[Any]:
        given = request.query_params
        if "_list_query" in given:  # an action on the list, such as its export, sends along what the list was asked for
            given = QueryParams(given["_list_query"].lstrip("?"))
        for narrowing in self.narrowings:
            if chosen := given.get(narrowing.name):
                query = query.where(narrowing.condition(chosen))
        return query

    @asynccontextmanager
    async def reading(self, request: Request) -> AsyncIterator[AsyncSession]:
        async with database_of(request).read() as session:
            request.state.session = session
            yield session

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """Give the rows what the view tells of them and the table does not hold, as attributes."""

    async def count(self, request: Request, q: str | None = None, filters: Any = None) -> int:  # noqa: ANN401  # the library's
        """At most MOST_ROWS; `request.state.more_rows` says whether there are more."""
        rows = self.get_count_query(request).with_only_columns(*sa.inspect(self.model).primary_key).limit(MOST_ROWS + 1)
        rows = await self._apply_search_and_filters(request, rows, q, filters)
        async with self.reading(request) as session:
            found = await session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
        request.state.more_rows = MOST_ROWS if found > MOST_ROWS else 0
        return min(found, MOST_ROWS)

    async def find_all(
        self,
        request: Request,
        skip: int = 0,
        limit: int = 100,
        *args: Any,  # noqa: ANN401  # the library's
        **kwargs: Any,  # noqa: ANN401  # the library's
    ) -> Sequence[Any]:
        """Nothing beyond MOST_ROWS."""
        async with self.reading(request) as session:
            rest = MOST_ROWS - skip
            shown = min(limit, rest) if limit > 0 else rest
            rows = await super().find_all(request, skip, shown, *args, **kwargs) if rest > 0 else []
            await self.told_with(session, rows)
            request.state.narrowings = [(one, await _choices(session, one)) for one in self.narrowings]
            return rows

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """None for what is not there, and for what is no number."""
        if not str(pk).isdecimal() or int(pk) >= 2**63:
            return None
        async with self.reading(request) as session:
            row = await super().find_by_pk(request, pk)
            if row is not None:
                await self.told_with(session, [row])
            return row

    async def find_by_pks(self, request: Request, pks: list[Any]) -> Sequence[Any]:
        async with self.reading(request) as session:
            rows = await super().find_by_pks(request, [pk for pk in pks if str(pk).isdecimal()])
            await self.told_with(session, rows)
            return rows


async def _choices(session: AsyncSession, narrowing: Narrowing) -> Choices:
    return await narrowing.choices(session) if callable(narrowing.choices) else narrowing.choices
