"""Members: the tier that each holds, and the growth behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core import clock
from app.core.admin import (
    FORM_ONLY,
    SHOWN_ONLY,
    Narrowing,
    View,
    acting,
    actor_in_words,
    at,
    database_of,
    first_problem,
    moment_field,
    read,
    staff_of_request,
    told,
)
from app.core.errors import AppError
from app.core.staff.model import StaffAccount
from app.modules.identity.api import nicknames
from app.modules.member_tier import editing, growth, queries, service
from app.modules.member_tier.errors import GrowthShort
from app.modules.member_tier.ladder import ladder
from app.modules.member_tier.models import GrowthEntry, Member
from app.modules.member_tier.schemas import AdjustIn

READ, ADJUST = "member_tier.read", "member_tier.adjust"
SHOWN_ENTRIES = 100

CAUSES = {"completed": "订单完成", "refunded": "订单退款扣回", "adjusted": "人工调整"}
REASONS = {"risen": "成长值达到", "reviewed": "到期重算", "sunk": "成长值扣回"}

_ADJUST_FORM = (
    '<form><label class="form-label mt-2">增减成长值'
    '<input class="form-control" name="change" inputmode="numeric" placeholder="如 100 或 -50" required></label>'
    '<label class="form-label">原因（顾客可见）'
    '<input class="form-control" name="reason" maxlength="100" required></label></form>'
)


async def _tiers(session: AsyncSession) -> Mapping[str, str]:
    return {str(tier.id): tier.name for tier in await editing.tiers(session) if tier.growth}


def _holds(chosen: str) -> sa.ColumnElement[bool]:
    return Member.tier_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


class MemberView(View):
    read = READ
    acts = {"adjust": ADJUST}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("tier", "等级", _tiers, _holds),)
    menu_label = "会员"
    display_name = "会员"
    key = "members"
    icon = "fa fa-id-card"
    place = 53
    named_by = "nickname"
    pk_attr = "user_id"
    detail_template = "member_tier/member.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("user_id", label="顾客编号", **SHOWN_ONLY),
        told("nickname", "昵称", lambda row: row.nickname),
        told("tier", "等级", lambda row: row.tier),
        told("growth", "成长值", lambda row: row.growth),
        moment_field("since", "达到时间", **SHOWN_ONLY),
        moment_field("until", "保留到", **SHOWN_ONLY),
        IntegerField("customer", label="顾客编号", required=True, help_text="顾客列表里的编号", **FORM_ONLY),
        IntegerField("change", label="增减成长值", required=True, **FORM_ONLY),
        StringField("reason", label="原因", required=True, maxlength=100, help_text="顾客可见", **FORM_ONLY),
    ]
    fields_default_sort = [("since", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("user_id", "since", "until")
    searchable_fields = ()
    search_hint = "顾客编号"
    row_actions = ("view", "adjust")

    def __init__(self) -> None:
        super().__init__(Member)

    def can_create(self, request: Request) -> bool:
        """Somebody's first growth."""
        return self.may(request, ADJUST)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        del request
        number = term.strip()
        fits = number.isdecimal() and len(number) < 10  # as many digits as the column can hold
        return Member.user_id == int(number) if fits else sa.false()

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        user_ids = [row.user_id for row in rows]
        names = await nicknames(session, user_ids)
        grown = await growth.counted_by(session, user_ids, clock.now())
        tiers = await ladder(session)
        for row in rows:
            held = tiers.held(row)
            row.nickname = names.get(row.user_id, "已注销")
            row.tier = held.name if held else "—"
            row.growth = str(grown.get(row.user_id, 0))
        if len(rows) == 1:
            await _with_history(session, rows[0])

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        body = read(AdjustIn, {"change": data["change"], "reason": data["reason"] or ""}, whole="change")
        try:
            async with database_of(request).begin() as session:
                await service.adjust(session, staff_of_request(request).actor, data["customer"], body)
        except AppError as error:
            raise at("change" if isinstance(error, GrowthShort) else "customer", error) from error
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


async def _with_history(session: AsyncSession, row: Any) -> None:  # noqa: ANN401  # a row of the view
    """Ledger and changes of tier, the latest first, in words."""
    query = (
        sa.select(GrowthEntry)
        .where(GrowthEntry.user_id == row.user_id)
        .order_by(GrowthEntry.id.desc())
        .limit(SHOWN_ENTRIES)
    )
    names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
    row.entries = (await session.scalars(query)).all()
    for entry in row.entries:
        kind, _, number = entry.actor.partition(":")
        entry.who = actor_in_words(kind, int(number) if number else None, names)
        entry.cause = CAUSES[entry.biz_type]
    row.changes = [(change, REASONS[change.reason]) for change in await queries.changes_of(session, row.user_id)]
