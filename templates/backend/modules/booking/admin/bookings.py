"""Who comes when, and what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    Narrowing,
    View,
    acting,
    actor_in_words,
    fen_field,
    moment_field,
    moment_text,
    staff_of_request,
    start_of_today,
    state_field,
    told,
)
from app.core.staff.model import StaffAccount
from app.modules.booking import desk, history, queries
from app.modules.booking.models import Booking, Resource, Slot
from app.modules.booking.states import (
    BOOKED,
    CANCELED,
    CHECKED_IN,
    DONE,
    EXPIRED,
    HELD,
    IN_SERVICE,
    LABELS,
    NO_SHOW,
)

_KINDS = {
    HELD: "waits",
    BOOKED: "moves",
    CHECKED_IN: "waits",
    IN_SERVICE: "moves",
    DONE: "good",
    CANCELED: "over",
    EXPIRED: "over",
    NO_SHOW: "bad",
}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}
DAYS = {"today": "今天", "tomorrow": "明天", "week": "七天内"}
_SPANS = {"today": (0, 1), "tomorrow": (1, 2), "week": (0, 7)}
_WHY = (
    '<form><label class="form-label mt-2">原因，会告诉顾客'
    '<input class="form-control" name="reason" maxlength="60" required></label></form>'
)


def _on(chosen: str) -> sa.ColumnElement[bool]:
    start = start_of_today()
    first, last = (start + timedelta(days=days) for days in _SPANS.get(chosen, (0, 1)))
    return Booking.slot.has(sa.and_(Slot.starts_at >= first, Slot.starts_at < last))


async def resources(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(sa.select(Resource.id, Resource.name).order_by(Resource.position, Resource.id))
    return {str(number): name for number, name in rows.all()}


def number_of(chosen: str) -> int:
    """0, which no row has, for what is no number."""
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0  # digits of an INTEGER


class BookingView(View):
    read = desk.READ
    acts = {name: action.permission for name, action in desk.ACTIONS.items()} | {"cancel": desk.CANCEL}
    narrowings = (
        Narrowing("day", "日期", DAYS, _on),
        Narrowing("status", "状态", LABELS, lambda chosen: Booking.status == chosen),
        Narrowing(
            "resource", "项目", resources, lambda chosen: Booking.slot.has(Slot.resource_id == number_of(chosen))
        ),
    )
    menu_label = "预约"
    display_name = "预约"
    key = "bookings"
    icon = "fa fa-calendar-check"
    place = 6
    named_by = "number"
    detail_template = "booking/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True, exclude_from_detail=True),
        told("starts", "时间", lambda row: moment_text(row.slot.starts_at)[:16]),
        told("resource", "项目", lambda row: row.slot.resource.name),
        told("attendee", "参加人", lambda row: row.attendee),
        state_field("status", "状态", STATES),
        fen_field("price_fen", "金额"),
        told("paid", "付款", lambda row: "已付" if row.pay_no else "未付" if row.price_fen else "—"),
        told("customer", "用户", lambda row: f"用户 {row.user_id}"),
        StringField("number", label="预约码"),
        told("wish", "备注", lambda row: row.wish, exclude_from_list=True),
        StringField("end_reason", label="取消原因", exclude_from_list=True),
        moment_field("created_at", "预约时间", exclude_from_list=True),
        moment_field("checked_in_at", "签到时间", exclude_from_list=True),
        moment_field("ended_at", "结束时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("created_at",)
    searchable_fields = ("number",)
    search_hint = "扫描或输入预约码"
    row_actions = ("view", "check_in", "start", "finish", "miss", "cancel")

    def __init__(self) -> None:
        super().__init__(Booking)

    def _within(self, request: Request, query: sa.Select[Any]) -> sa.Select[Any]:
        staff = staff_of_request(request)
        if staff.scope(desk.READ) != "self":
            return query
        return query.where(Booking.slot.has(Slot.resource.has(Resource.staff_id == staff.id)))

    def get_list_query(self, request: Request) -> sa.Select[Any]:
        return self._within(request, super().get_list_query(request))

    def get_count_query(self, request: Request) -> sa.Select[Any]:
        return self._within(request, super().get_count_query(request))

    def get_detail_query(self, request: Request) -> sa.Select[Any]:
        return self._within(request, super().get_detail_query(request))

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await queries.attendees(session, rows)
        for row in rows:
            row.attendee, row.wish = names[row.id], queries.remark(row)
        for row in rows if len(rows) == 1 else ():
            row.story = await history.of(session, row.id)
            await _tell(session, row.story)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Booking) -> bool:
        fits = name == "view" or name in desk.may(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    async def _act(self, request: Request, pk: Any, name: str) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await desk.act(session, staff_of_request(request), int(pk), name)

    @row_action("check_in", "签到", confirmation="客人到了？", submit_btn_text="签到")
    async def check_in(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._act(request, pk, "check_in")

    @row_action("start", "开始", confirmation="轮到这位客人了？", submit_btn_text="开始")
    async def start(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._act(request, pk, "start")

    @row_action("finish", "完成", confirmation="已经结束？", submit_btn_text="完成")
    async def finish(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._act(request, pk, "finish")

    @row_action("miss", "未到", confirmation="记为未到；迟到的客人之后仍可签到。", submit_btn_text="未到")
    async def miss(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._act(request, pk, "miss")

    @row_action(
        "cancel",
        "取消",
        confirmation="取消这个预约，已付的款原路退回。",
        submit_btn_text="取消预约",
        submit_btn_class="btn btn-danger",
        form=_WHY,
    )
    async def cancel(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        reason = str((await request.form()).get("reason") or "").strip()[:60]
        if not reason:
            raise ActionFailed("请填写原因")
        async with acting(request) as session:
            await desk.cancel(session, staff_of_request(request), int(pk), reason)


async def _tell(session: AsyncSession, story: Sequence[Any]) -> None:
    """What each line is called, and who it was."""
    names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
    for line in story:
        kind, _, number = line.actor.partition(":")
        line.word, line.who = LABELS[line.status], actor_in_words(kind, int(number) if number else None, names)
