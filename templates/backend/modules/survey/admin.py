"""Satisfaction at the console: the NPS of a period, what customers answered, and who still has to be asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
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
    database_of,
    first_problem,
    may,
    moment_field,
    staff_of_request,
    state_field,
    told,
)
from app.core.staff.model import StaffAccount
from app.modules.survey import nps, service
from app.modules.survey.models import Answer, Ticket
from app.modules.survey.schemas import HandleIn
from app.modules.survey.states import HANDLED, LABELS, OPEN

READ, HANDLE = "survey.read", "survey.handle"
SHOWN_MONTHS, USUAL_DAYS = 12, 30

GROUPS = {"promoters": "推荐者 9–10", "passives": "中立者 7–8", "detractors": "贬损者 0–6"}
_SCORES = {"promoters": nps.PROMOTERS, "passives": nps.PASSIVES, "detractors": nps.DETRACTORS}
PERIODS = {"7": "近 7 天", "30": "近 30 天", "90": "近 90 天"}
STATES = {OPEN: (LABELS[OPEN], "waits"), HANDLED: (LABELS[HANDLED], "good")}
WORDS = {"survey": "满意度", "survey_ticket": "回访工单", "survey.handle": "处理回访工单"}

_NOTE_FORM = (
    '<form><label class="form-label mt-2">处理结果'
    '<textarea class="form-control" name="note" rows="4" maxlength="500" required'
    ' placeholder="如：已致电道歉并补发，顾客满意"></textarea></label></form>'
)


async def _open_tickets(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Ticket).where(Ticket.status == OPEN)) or 0
    note = "打了低分的顾客，等待回访" if count else "没有需要回访的顾客"
    return Figure("待回访", str(count), "fa-headset", note, "survey-tickets/list?status=open", waits=count > 0)


async def _recent(session: AsyncSession) -> Figure:
    found = await nps.between(session, *nps.days_back(USUAL_DAYS))
    value = "—" if found.nps is None else str(found.nps)
    return Figure(f"近 {USUAL_DAYS} 天 NPS", value, "fa-face-smile", f"{found.answers} 份回答", "nps")


def contribute() -> None:
    """The cards on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _recent), owner="survey.nps", order=50)
    CARDS.provide(Card(READ, _open_tickets), owner="survey.tickets", order=51)
    AUDIT_WORDS.provide(WORDS, owner="survey")


def _period(query: Mapping[str, str]) -> tuple[date, date]:
    """The days that were asked for; the usual ones for what is no period."""
    usual = nps.days_back(USUAL_DAYS)
    try:
        since, until = date.fromisoformat(query["since"]), date.fromisoformat(query["until"])
        nps.within(since, until)
    except (KeyError, ValueError, OverflowError):
        return usual
    return (since, until) if since <= until else usual


class NpsView(CustomView):
    menu_label = "满意度"
    icon = "fa fa-face-smile"
    path = "/nps"
    route_name = "nps"
    place = 45

    def is_accessible(self, request: Request) -> bool:
        return may(request, READ)

    @route("")
    async def index(self, request: Request) -> Response:
        since, until = _period(request.query_params)
        async with database_of(request).read() as session:
            chosen = await nps.between(session, since, until)
            months = [await nps.between(session, *month) for month in nps.months_back(SHOWN_MONTHS)]
        assert self.templates is not None  # noqa: S101  # mounted
        context = {"title": self.menu_label, "chosen": chosen, "months": months, "groups": GROUPS}
        return self.templates.TemplateResponse(request, "survey/nps.html", context)


def _lately(chosen: str) -> sa.ColumnElement[bool]:
    return nps.within(*nps.days_back(int(chosen))) if chosen in PERIODS else sa.false()


class AnswerView(View):
    read = READ
    narrowings = (
        Narrowing("group", "分组", GROUPS, lambda chosen: Answer.score.in_(_SCORES.get(chosen, ()))),
        Narrowing("days", "时段", PERIODS, _lately),
    )
    menu_label = "满意度回答"
    display_name = "满意度回答"
    key = "survey-answers"
    icon = "fa fa-comments"
    place = 46
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        IntegerField("score", label="分数"),
        StringField("text", label="意见"),
        StringField("order_no", label="订单号"),
        told("customer", "顾客", lambda answer: f"顾客 {answer.user_id}"),
        told("followed", "回访", lambda answer: LABELS[answer.ticket.status] if answer.ticket else "—"),
        moment_field("created_at", "时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("order_no", "text")
    search_hint = "搜索订单号或意见"
    sortable_fields = ("score", "created_at")
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Answer)


class TicketView(View):
    read = READ
    acts = {"handle": HANDLE}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Ticket.status == chosen),)
    menu_label = "回访工单"
    display_name = "回访工单"
    key = "survey-tickets"
    icon = "fa fa-headset"
    place = 47
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        state_field("status", "状态", STATES),
        told("score", "分数", lambda ticket: str(ticket.answer.score)),
        told("text", "意见", lambda ticket: ticket.answer.text or "—"),
        told("order_no", "订单号", lambda ticket: ticket.answer.order_no),
        told("customer", "顾客", lambda ticket: f"顾客 {ticket.answer.user_id}"),
        StringField("note", label="处理结果"),
        told("who", "处理人", lambda ticket: ticket.who, exclude_from_list=True),
        moment_field("handled_at", "处理时间", exclude_from_list=True),
        moment_field("created_at", "时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("note",)
    search_hint = "搜索处理结果"
    sortable_fields = ("created_at",)
    row_actions = ("view", "handle")

    def __init__(self) -> None:
        super().__init__(Ticket)

    async def told_with(self, session: AsyncSession, rows: Any) -> None:  # noqa: ANN401  # rows of the view
        names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
        for row in rows:
            kind, _, number = (row.handled_by or "").partition(":")
            row.who = actor_in_words(kind, int(number) if number else None, names) if kind else "—"

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Ticket) -> bool:
        fits = name == "view" or obj.status == OPEN
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "handle", "处理", confirmation="记下怎样处理的，工单随即关闭。", submit_btn_text="已处理", form=_NOTE_FORM
    )
    async def handle(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        try:
            body = HandleIn.model_validate({"note": (await request.form()).get("note", "")})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await service.handle(session, staff_of_request(request).actor, int(pk), body.note)
