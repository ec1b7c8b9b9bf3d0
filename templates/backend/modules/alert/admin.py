"""Alarms at the console, and the rules that raise them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    actor_in_words,
    may,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.staff.model import StaffAccount
from app.modules.alert import handling
from app.modules.alert.models import Alarm
from app.modules.alert.settings import AlertSettings
from app.modules.alert.words import AUDIT, SEVERITIES, rule_in_words
from app.modules.device import api as device

READ, HANDLE = "alert.read", "alert.handle"
STATES = {
    (True, False): ("未恢复、待确认", "bad"),
    (True, True): ("未恢复、已确认", "waits"),
    (False, False): ("已恢复、待确认", "moves"),
    (False, True): ("已恢复、已确认", "over"),
}
"""By whether it is active, and whether somebody has acknowledged it."""
COLOURS = {"critical": "bad", "major": "waits", "minor": "moves", "warning": "over"}
WHICH = {"open": "未恢复", "unacknowledged": "待确认", "cleared": "已恢复"}


async def _unseen(session: AsyncSession) -> Figure:
    count = await handling.unseen(session)
    note = "还没有人确认" if count else "没有待确认的告警"
    return Figure("告警", str(count), "fa-bell", note, "alarms/list?which=unacknowledged", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _unseen), owner="alert", order=10)
    AUDIT_WORDS.provide(AUDIT, owner="alert")


def _which(chosen: str) -> sa.ColumnElement[bool]:
    return handling.WHICH.get(chosen, sa.false())


class AlarmView(View):
    read = READ
    acts = {"acknowledge": HANDLE, "clear": HANDLE}  # noqa: RUF012  # a constant of the class
    narrowings = (
        Narrowing("which", "状态", WHICH, _which),
        Narrowing("severity", "级别", SEVERITIES, lambda chosen: Alarm.severity == chosen),
    )
    menu_label = "告警"
    display_name = "告警"
    key = "alarms"
    icon = "fa fa-bell"
    place = 10
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True),
        state_field("severity", "级别", {name: (words, COLOURS[name]) for name, words in SEVERITIES.items()}),
        StringField("title", label="告警"),
        told("device", "设备", lambda alarm: alarm.device),
        state_field("state", "状态", STATES),
        IntegerField("count", label="次数"),
        told("told", "触发时的值", lambda alarm: alarm.told or "—"),
        moment_field("opened_at", "发生时间"),
        moment_field("last_at", "最近一次", exclude_from_list=True),
        moment_field("escalated_at", "升级时间", exclude_from_list=True),
        told("who", "确认人", lambda alarm: alarm.who, exclude_from_list=True),
        moment_field("acknowledged_at", "确认时间", exclude_from_list=True),
        moment_field("cleared_at", "恢复时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("title",)
    search_hint = "搜索告警名称"
    sortable_fields = ("opened_at",)
    row_actions = ("view", "acknowledge", "clear")

    def __init__(self) -> None:
        super().__init__(Alarm)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        known = await device.devices(session, {alarm.device_id for alarm in rows})
        names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
        for alarm in rows:
            alarm.device = f"{known[alarm.device_id].name}（{known[alarm.device_id].code}）"
            alarm.told = device.in_words(known[alarm.device_id].type, alarm.values)
            alarm.state = (alarm.cleared_at is None, alarm.acknowledged_at is not None)
            alarm.who = actor_in_words("staff", alarm.acknowledged_by, names) if alarm.acknowledged_by else "—"

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Alarm) -> bool:
        fits = {"acknowledge": obj.acknowledged_at is None, "clear": obj.cleared_at is None}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("acknowledge", "确认")
    async def acknowledge(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await handling.acknowledge(session, staff_of_request(request).actor, int(pk))

    @row_action(
        "clear",
        "手动恢复",
        confirmation="若条件仍然成立，下一次上报会再次告警。确定恢复？",
        submit_btn_text="恢复",
    )
    async def clear(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await handling.clear(session, staff_of_request(request).actor, int(pk))


class RulesView(CustomView):
    """What the business decided, to read; it is changed where it was decided."""

    menu_label = "告警规则"
    icon = "fa fa-sliders"
    path = "/alarm-rules"
    route_name = "alarm-rules"
    place = 11

    def is_accessible(self, request: Request) -> bool:
        return may(request, READ)

    @route("")
    async def index(self, request: Request) -> Response:
        rules = [rule_in_words(name, rule) for name, rule in AlertSettings.load().rules.items()]
        assert self.templates is not None  # noqa: S101  # mounted
        return self.templates.TemplateResponse(request, "alert/rules.html", {"title": self.menu_label, "rules": rules})
