"""Orders that wait at a counter, at the console; staff of one store see theirs alone."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    ReachView,
    acting,
    lines,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.staff import Staff
from app.modules.multi_store.api import reach
from app.modules.store_pickup import picking, queries
from app.modules.store_pickup.models import Pickup
from app.modules.store_pickup.schemas import CodeIn
from app.modules.store_pickup.states import CANCELED, LABELS, PICKED, READY, RESERVED

READ, VERIFY = queries.READ, picking.VERIFY
_KINDS = {RESERVED: "over", READY: "waits", PICKED: "good", CANCELED: "over"}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}
WORDS = {
    "store_pickup.verify": "核销提货码",
    "store_pickup.take_over": "发出提货码",
    "store_pickup.finish": "结束自提",
    "store_id": "门店编号",
}
_FORM = (
    '<form><label class="form-label mt-2">顾客出示的提货码'
    '<input class="form-control" name="code" inputmode="numeric" maxlength="12" required></label></form>'
)


async def _waiting(session: AsyncSession) -> Figure:
    waiting = sa.select(sa.func.count()).select_from(Pickup).where(Pickup.status == READY)
    count = await session.scalar(waiting) or 0
    note = "顾客可以来提货" if count else "没有待提货的订单"
    return Figure("待提货", str(count), "fa-store", note, "pickups/list?status=ready")


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _waiting), owner="store_pickup", order=14)
    AUDIT_WORDS.provide(WORDS, owner="store_pickup")


class PickupView(ReachView):
    read = READ
    acts = {"verify": VERIFY}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Pickup.status == chosen),)
    menu_label = "自提"
    display_name = "自提"
    key = "pickups"
    icon = "fa fa-bag-shopping"
    place = 14
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True),
        told("order_no", "订单号", lambda row: row.counter.order_no),
        told("store", "门店", lambda row: row.counter.store_name),
        told("goods", "商品", lambda row: lines([f"{one.name} ×{one.quantity}" for one in row.counter.lines])),
        state_field("status", "状态", STATES),
        moment_field("ready_at", "可提货时间"),
        moment_field("picked_at", "提货时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    sortable_fields = ("ready_at", "picked_at")
    row_actions = ("verify",)

    def __init__(self) -> None:
        super().__init__(Pickup)

    async def reach(self, session: AsyncSession, staff: Staff) -> frozenset[int] | None:
        return await reach(session, staff, READ)

    def within(self, places: frozenset[int]) -> sa.ColumnElement[bool]:
        return Pickup.store_id.in_(places)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        for row, counter in zip(rows, await queries.at_counter(session, rows), strict=True):
            row.counter = counter

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Pickup) -> bool:
        return obj.status == READY and await self.is_row_action_allowed(request, name)

    @row_action("verify", "核销", confirmation="核对提货码后交付商品。", submit_btn_text="核销", form=_FORM)
    async def verify(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        row = await self.find_by_pk(request, pk)
        try:
            given = CodeIn.model_validate({"code": (await request.form()).get("code", "")})
        except ValidationError as error:
            raise ActionFailed("提货码是 8 位数字") from error
        if given.code != row.code:
            raise ActionFailed("提货码不正确")
        async with acting(request) as session:
            await picking.verify(session, staff_of_request(request), given.code)
