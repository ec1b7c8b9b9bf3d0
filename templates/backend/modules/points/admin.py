"""Points at the console: who has how many, the ledger behind it, and putting right what went wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    AUDIT_WORDS,
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    actor_in_words,
    at,
    database_of,
    first_problem,
    moment_text,
    read,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.core.staff.model import StaffAccount
from app.modules.identity.api import nicknames
from app.modules.points import lots, service
from app.modules.points.models import Account, PointsEntry
from app.modules.points.schemas import AdjustIn

READ, ADJUST = "points.read", "points.adjust"
SHOWN_ENTRIES = 100

CAUSES = {
    "earned": "订单完成",
    "welcome": "新人礼",
    "spent": "下单抵扣",
    "returned": "订单取消退回",
    "refunded": "订单退款退回",
    "reversed": "订单退款收回",
    "expired": "到期",
    "adjusted": "人工调整",
    "closed": "账户注销",
}
WORDS = {
    "points": "积分",
    "points.adjust": "调整积分",
    "points.welcome": "送新人积分",
    "points.completed": "为完成的订单发放积分",
    "points.refunded": "按退款退回与收回积分",
    "points.expire": "清理到期的积分",
    "points.sweep": "继续清理到期的积分",
}

_ADJUST_FORM = (
    '<form><label class="form-label mt-2">增减积分'
    '<input class="form-control" name="change" inputmode="numeric" placeholder="如 100 或 -50" required></label>'
    '<label class="form-label">原因（顾客可见）'
    '<input class="form-control" name="reason" maxlength="100" required></label></form>'
)


def contribute() -> None:
    AUDIT_WORDS.provide(WORDS, owner="points")


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return {"some": Account.balance > 0, "owed": Account.owed > 0}.get(chosen, sa.false())


def _expiring(row: Any) -> str:  # noqa: ANN401  # a row of the view
    return f"{row.soon[0]} 积分，最早 {moment_text(row.soon[1])}" if row.soon else "—"


class PointsView(View):
    read = READ
    acts = {"adjust": ADJUST}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("balance", "余额", {"some": "有积分", "owed": "欠积分"}, _narrowed),)
    menu_label = "积分"
    display_name = "积分"
    key = "points"
    icon = "fa fa-star"
    place = 52
    named_by = "nickname"
    pk_attr = "user_id"
    detail_template = "points/account.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("user_id", label="顾客编号", **SHOWN_ONLY),
        told("nickname", "昵称", lambda row: row.nickname),
        IntegerField("balance", label="积分余额", **SHOWN_ONLY),
        IntegerField("owed", label="欠积分", help_text="退款时收回、但已经用掉的；之后获得的先补上", **SHOWN_ONLY),
        told("soon", "即将到期", _expiring, exclude_from_list=True),
        IntegerField("customer", label="顾客编号", required=True, help_text="顾客列表里的编号", **FORM_ONLY),
        IntegerField("change", label="增减积分", required=True, **FORM_ONLY),
        StringField("reason", label="原因", required=True, maxlength=100, help_text="顾客可见", **FORM_ONLY),
    ]
    fields_default_sort = [("balance", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("user_id", "balance", "owed")
    searchable_fields = ()
    search_hint = "顾客编号"
    row_actions = ("view", "adjust")

    def __init__(self) -> None:
        super().__init__(Account)

    def can_create(self, request: Request) -> bool:
        """Somebody's first points."""
        return self.may(request, ADJUST)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        number = term.strip()
        fits = number.isdecimal() and len(number) < 10  # as many digits as the column can hold
        return Account.user_id == int(number) if fits else sa.false()

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await nicknames(session, [row.user_id for row in rows])
        for row in rows:
            row.nickname = names.get(row.user_id, "已注销")
        if len(rows) == 1:
            rows[0].soon = await lots.expiring(session, rows[0].user_id)
            await _with_entries(session, rows[0])

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(AdjustIn, {"change": data["change"], "reason": data["reason"] or ""}, whole="change")
        try:
            async with database_of(request).begin() as session:
                await service.adjust(session, staff_of_request(request).actor, data["customer"], body)
        except AppError as error:
            raise at("customer", error) from error
        return await self.find_by_pk(request, data["customer"])

    @row_action("adjust", "调整", confirmation="增加填正数，减少填负数。", submit_btn_text="保存", form=_ADJUST_FORM)
    async def adjust(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(await request.form())
        async with acting(request) as session:
            await service.adjust(session, staff_of_request(request).actor, int(pk), body)


def _read(given: Mapping[str, Any]) -> AdjustIn:
    """Raises ActionFailed."""
    try:
        return AdjustIn.model_validate({"change": given.get("change", ""), "reason": given.get("reason", "")})
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


async def _with_entries(session: AsyncSession, row: Any) -> None:  # noqa: ANN401  # a row of the view
    """The ledger, the latest first, in words."""
    query = (
        sa.select(PointsEntry)
        .where(PointsEntry.user_id == row.user_id)
        .order_by(PointsEntry.seq.desc())
        .limit(SHOWN_ENTRIES)
    )
    names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
    row.entries = (await session.scalars(query)).all()
    for entry in row.entries:
        kind, _, number = entry.actor.partition(":")
        entry.who = actor_in_words(kind, int(number) if number else None, names)
        entry.cause = CAUSES[entry.biz_type]
