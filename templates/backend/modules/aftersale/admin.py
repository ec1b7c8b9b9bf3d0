"""Cases at the console: what waits for the merchant, and what may be done with each."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core import audit
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    actor_in_words,
    first_problem,
    lines,
    moment_field,
    picture_src,
    staff_of_request,
    state_field,
    told,
)
from app.core.crypto import unseal
from app.core.masking import mask_phone
from app.core.money import fen_from_yuan, yuan_text
from app.core.staff.model import StaffAccount
from app.modules.aftersale import forms, handling, history, moves
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.queries import PERMISSIONS, REVEAL, staff_can
from app.modules.aftersale.reasons import KINDS, REASONS
from app.modules.aftersale.schemas import AgreeIn, ReceiveIn, RefundIn, RefuseIn, SendBackIn, SettleIn
from app.modules.aftersale.staff_router import Move, perform
from app.modules.aftersale.states import (
    BUYER_SHIPPED,
    CANCELED,
    DONE,
    FOR_STAFF,
    LABELS,
    RECEIVE_REFUSED,
    REFUND_FAILED,
    REJECTED,
)

READ = "aftersale.read"
B = TypeVar("B", bound=BaseModel)

_KINDS = {
    **dict.fromkeys(FOR_STAFF, "waits"),
    REFUND_FAILED: "bad",
    DONE: "good",
    **dict.fromkeys((CANCELED, REJECTED, RECEIVE_REFUSED), "over"),
}
STATES = {status: (word, _KINDS.get(status, "moves")) for status, word in LABELS.items()}

WORDS = {
    "aftersale": "售后",
    "exchange": "换货",
    "spu": "商品",
    "why": "原因",
    "aftersale.open": "代顾客发起售后",
    "aftersale.agree": "同意售后",
    "aftersale.reject": "拒绝售后",
    "aftersale.receive": "收到退货",
    "aftersale.refuse": "拒收退货",
    "aftersale.reship": "寄出换货",
    "aftersale.refund": "换货改退款",
    "aftersale.retry": "重试退款",
    "aftersale.settle": "线下了结退款",
    "aftersale.reveal": "查看售后联系电话",
    "aftersale.exempt": "设为不可无理由退货",
    "aftersale.unexempt": "恢复无理由退货",
    "aftersale.due": "售后到期自动处理",
    "aftersale.refund_succeeded": "售后退款到账",
    "aftersale.refund_failed": "售后退款未成功",
    "aftersale.order_canceled": "订单取消后关闭售后",
    "aftersale.order_refunded": "订单全部退款后关闭售后",
    "aftersale.forget_pictures": "清理没用上的售后图片",
    "aftersale.forget_picture": "删除售后图片",
}


async def _waiting(session: AsyncSession) -> Figure:
    rows = sa.select(sa.func.count()).select_from(Aftersale).where(Aftersale.status.in_(sorted(FOR_STAFF)))
    count = await session.scalar(rows) or 0
    note = "等待您审核、验收或重试退款" if count else "没有待处理的售后"
    return Figure("待处理售后", str(count), "fa-rotate-left", note, "aftersales/list?status=waiting", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _waiting), owner="aftersale", order=13)
    AUDIT_WORDS.provide(WORDS, owner="aftersale")


def _goods(aftersale: Aftersale) -> str:
    return lines([f"{one.bought.name} {one.bought.specs_text} ×{one.quantity}" for one in aftersale.lines])


def _money(aftersale: Aftersale) -> str:
    if aftersale.refund_fen is not None:
        return yuan_text(aftersale.refund_fen)
    return f"申请 {yuan_text(aftersale.asked_fen)}" if aftersale.asked_fen else "—"


def _narrowed(chosen: str) -> sa.ColumnElement[bool]:
    return Aftersale.status.in_(sorted(FOR_STAFF)) if chosen == "waiting" else Aftersale.status == chosen


def _of_kind(chosen: str) -> sa.ColumnElement[bool]:
    return Aftersale.kind == chosen


def _fen(given: Mapping[str, Any]) -> int | None:
    """None where nothing was written. Raises ActionFailed."""
    text = str(given.get("yuan") or "").strip()
    try:
        return fen_from_yuan(text) if text else None
    except ValueError as error:
        raise ActionFailed("请填写金额，最多两位小数") from error


def _read(schema: type[B], **values: object) -> B:
    """Raises ActionFailed."""
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


class AftersaleView(View):
    read = READ
    acts = PERMISSIONS
    narrowings = (
        Narrowing(
            "status",
            "状态",
            {"waiting": "待处理", BUYER_SHIPPED: "待验收", REFUND_FAILED: "退款未成功", DONE: "已完成"},
            _narrowed,
        ),
        Narrowing("kind", "类型", dict[str, str](KINDS.items()), _of_kind),
    )
    menu_label = "售后"
    display_name = "售后"
    key = "aftersales"
    icon = "fa fa-rotate-left"
    place = 12
    named_by = "aftersale_no"
    detail_template = "aftersale/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", exclude_from_list=True),
        StringField("aftersale_no", label="售后单号"),
        told("kind_word", "类型", lambda row: KINDS[row.kind]),
        state_field("status", "状态", STATES),
        told("goods", "商品", _goods),
        told("why", "原因", lambda row: REASONS[row.reason].label),
        told("money", "退款", _money),
        moment_field("created_at", "申请时间"),
        moment_field("due_at", "自动处理时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("aftersale_no",)
    search_hint = "搜索售后单号"
    sortable_fields = ("created_at",)
    row_actions = ("view", "agree", "reject", "receive", "refuse", "reship", "refund", "retry", "settle")

    def __init__(self) -> None:
        super().__init__(Aftersale)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """What the forms tell of each case, and the page of one."""
        for row in rows:
            row.most_fen = row.refund_fen
            if row.refund_fen is None and (len(rows) == 1 or row.status in FOR_STAFF):
                row.most_fen = await handling.most(session, row)
        for row in rows if len(rows) == 1 else ():
            row.story = await history.of(session, row.id)
            names = dict((await session.execute(sa.select(StaffAccount.id, StaffAccount.name))).all())
            for move in row.story:
                kind, _, number = move.actor.partition(":")
                move.who = actor_in_words(kind, int(number) if number and kind == "staff" else None, names)
                move.word = LABELS[move.status]
            for line in row.lines:
                line.src = urlsplit(line.bought.image_url).path if line.bought.image_url else ""
            row.shots = [picture_src(picture.name) for picture in row.pictures]
            row.kind_word, row.reason_word = KINDS[row.kind], REASONS[row.reason].label

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        row = await super().find_by_pk(request, pk)
        if row is not None and request.state.action is RequestAction.DETAIL:
            row.shown_phone = await self._phone(request, row)
        return row

    async def _phone(self, request: Request, row: Aftersale) -> str:
        """In full for those who may see it, and then that they saw it is on record."""
        phone, staff = unseal(row, "phone"), staff_of_request(request)
        if not phone or not staff.can(REVEAL):
            return mask_phone(phone) if phone else ""
        async with acting(request) as session:
            await audit.record(session, staff.actor, "aftersale.reveal", "aftersale", row.id)
        return phone

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Aftersale) -> bool:
        fits = name == "view" or name in staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    async def _perform(self, request: Request, pk: Any, name: str, move: Move) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await perform(session, int(pk), staff_of_request(request), name, move)

    @row_action("agree", "同意", confirmation="同意这个申请？", submit_btn_text="同意", form=forms.agree)
    async def agree(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given, actor = await request.form(), staff_of_request(request).actor
        body = _read(AgreeIn, refund_fen=_fen(given), merchant_fault=given.get("fault") == "yes")
        await self._perform(request, pk, "agree", lambda s, a: handling.agree(s, a, actor, body))

    @row_action(
        "reject",
        "拒绝",
        confirmation="原因会告诉顾客。",
        submit_btn_text="拒绝",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def reject(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(RefuseIn, reason=(await request.form()).get("reason") or "")
        actor = staff_of_request(request).actor
        await self._perform(request, pk, "reject", lambda s, a: moves.reject(s, a.id, actor, body.reason))

    @row_action("receive", "收到退货", confirmation="确定货已退回？", submit_btn_text="收到", form=forms.receive)
    async def receive(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given, actor = await request.form(), staff_of_request(request).actor
        body = _read(ReceiveIn, sellable=given.get("sellable") == "yes", refund_fen=_fen(given))
        await self._perform(request, pk, "receive", lambda s, a: handling.receive(s, a, actor, body))

    @row_action(
        "refuse",
        "拒收",
        confirmation="原因会告诉顾客。",
        submit_btn_text="拒收",
        submit_btn_class="btn btn-danger",
        form=forms.WHY,
    )
    async def refuse(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(RefuseIn, reason=(await request.form()).get("reason") or "")
        actor = staff_of_request(request).actor
        await self._perform(request, pk, "refuse", lambda s, a: moves.refuse(s, a.id, actor, body.reason))

    @row_action("reship", "寄出换货", confirmation="填写新包裹的单号。", submit_btn_text="已寄出", form=forms.WAYBILL)
    async def reship(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given, actor = await request.form(), staff_of_request(request).actor
        body = _read(SendBackIn, courier=given.get("courier") or "", tracking_no=given.get("tracking_no") or "")
        await self._perform(request, pk, "reship", lambda s, a: handling.reship(s, a, actor, body))

    @row_action(
        "refund", "改为退款", confirmation="不再换货，把钱退给顾客？", submit_btn_text="退款", form=forms.amount
    )
    async def refund(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(RefundIn, refund_fen=_fen(await request.form()))
        actor = staff_of_request(request).actor
        await self._perform(request, pk, "refund", lambda s, a: handling.refund_instead(s, a, actor, body.refund_fen))

    @row_action("retry", "重试退款", confirmation="用同一个退款单号再试一次？", submit_btn_text="重试")
    async def retry(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        actor = staff_of_request(request).actor
        await self._perform(request, pk, "retry", lambda s, a: handling.retry(s, a, actor))

    @row_action(
        "settle", "线下了结", confirmation="确定已用其他方式把钱退给顾客？", submit_btn_text="了结", form=forms.NOTE
    )
    async def settle(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        body = _read(SettleIn, note=(await request.form()).get("note") or "")
        actor = staff_of_request(request).actor
        await self._perform(request, pk, "settle", lambda s, a: handling.settle(s, a, actor, body.note))
