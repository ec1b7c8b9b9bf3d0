"""Coupons in customers' hands."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import IntegerField

from app.core import clock
from app.core.admin import Narrowing, View, moment_field, state_field, told
from app.modules.coupon.admin.templates import READ
from app.modules.coupon.models import Coupon, CouponTemplate, expired_at, unused_at
from app.modules.coupon.states import COUPON_LABELS, EXPIRED, LOCKED, UNUSED, USED
from app.modules.coupon.terms import worth_text

NEWEST = 8
"""How many templates the list can be narrowed to with a press."""

_KINDS = {UNUSED: "waits", LOCKED: "moves", USED: "good", EXPIRED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in COUPON_LABELS.items()}


def _in_state(chosen: str) -> sa.ColumnElement[bool]:
    now = clock.now()
    return {UNUSED: unused_at(now), EXPIRED: expired_at(now)}.get(chosen, Coupon.status == chosen)


def _of_template(chosen: str) -> sa.ColumnElement[bool]:
    return Coupon.template_id == (int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)


async def _templates(session: AsyncSession) -> dict[str, str]:
    """The newest; to the coupons of an older one leads its own page."""
    newest = sa.select(CouponTemplate.id, CouponTemplate.name).order_by(CouponTemplate.id.desc()).limit(NEWEST)
    rows = await session.execute(newest)
    return {str(number): name for number, name in rows.all()}


class CouponView(View):
    read = READ
    narrowings = (
        Narrowing("status", "状态", COUPON_LABELS, _in_state),
        Narrowing("template", "优惠券", _templates, _of_template),
    )
    menu_label = "领券记录"
    display_name = "领券记录"
    key = "coupons"
    icon = "fa fa-ticket"
    place = 61
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("name", "优惠券", lambda row: row.template.name),
        told("worth", "优惠", lambda row: worth_text(row.template)),
        told("customer", "顾客", lambda row: f"顾客 {row.user_id}"),
        state_field("seen", "状态", STATES),
        moment_field("claimed_at", "领取时间"),
        moment_field("valid_until", "有效期至"),
        told("order", "订单", lambda row: f"订单 {row.order_id}" if row.order_id else "—"),
        moment_field("used_at", "使用时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("claimed_at", "valid_until", "used_at")
    searchable_fields = ()
    search_hint = "顾客编号"
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Coupon)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        """By the customer's number."""
        del request
        return Coupon.user_id == (int(term) if term.isdecimal() and len(term) < 10 else 0)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        del session
        now = clock.now()
        for row in rows:
            row.seen = row.state_at(now)
