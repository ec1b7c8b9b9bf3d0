"""Who did what, newest first. Read only, as in the database."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import IntegerField, StringField

from app.core.admin.fields import moment_field, told
from app.core.admin.view import View
from app.core.admin.words import actor_in_words, all_words, details_in_words, in_words
from app.core.audit import AuditEntry
from app.core.staff.model import StaffAccount


def _object(entry: AuditEntry) -> str:
    return in_words(entry.entity) + (f" {entry.entity_id}" if entry.entity_id is not None else "")


def _details(entry: AuditEntry) -> str:
    return details_in_words(entry.details) or "—"


class AuditView(View):
    read = "audit.read"
    menu_label = "操作记录"
    display_name = "操作记录"
    key = "audit"
    icon = "fa fa-clock-rotate-left"
    place = 82
    search_hint = "操作或请求编号"
    searchable_fields = ()
    fields = [  # noqa: RUF012  # the library reads it from the class
        moment_field("at", "时间"),
        told("who", "操作者", lambda entry: entry.who),
        told("what", "操作", lambda entry: in_words(entry.action)),
        told("whom", "对象", _object),
        told("content", "内容", _details),
        StringField("action", label="代号", exclude_from_list=True),
        StringField("ip", label="来源地址", exclude_from_list=True),
        StringField("request_id", label="请求编号", exclude_from_list=True),
        IntegerField("id", label="编号", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(AuditEntry)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        """By the words that are shown, by the short names, or by the request."""
        del request
        words = [name for words in all_words() for name, word in words.items() if term in word]
        return sa.or_(
            AuditEntry.action.in_(words),
            AuditEntry.entity.in_(words),
            AuditEntry.action.contains(term, autoescape=True),
            AuditEntry.request_id == term,
        )

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        staff = {row.actor_id for row in rows if row.actor_kind == "staff"}
        known = sa.select(StaffAccount.id, StaffAccount.name).where(StaffAccount.id.in_(staff))
        names = dict((await session.execute(known)).all())
        for row in rows:
            row.who = actor_in_words(row.actor_kind, row.actor_id, names)
