"""What courses cost, and what was bought of them, at the console."""

from collections.abc import Sequence
from html import escape
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    fen_field,
    first_problem,
    moment_field,
    staff_of_request,
    start_of_today,
    state_field,
    told,
)
from app.core.money import fen_from_yuan, yuan_text
from app.modules.course.api import Course, outline_of
from app.modules.prepaid.api import Fault
from app.modules.segment_pay import offers, queries, refunding
from app.modules.segment_pay.models import Entitlement
from app.modules.segment_pay.schemas import PricesIn, RefundIn
from app.modules.segment_pay.states import ACTIVE, HELD, LABELS, OVER, REFUNDING, REVOKED

READ, EDIT, REFUND = "segment_pay.read", "segment_pay.edit", "segment_pay.refund"
_KINDS = {HELD: "waits", ACTIVE: "good", REFUNDING: "moves", REVOKED: "over", OVER: "over"}
FAULTS = {Fault.CONSUMER: "学员原因", Fault.MERCHANT: "学校原因", Fault.NEITHER: "都没有责任"}
STATES = {state: (word, _KINDS[state]) for state, word in LABELS.items()}
WORDS = {
    "segment_pay": "课程付费",
    "course.price": "设置课程价格",
    "course_purchase": "课程购买",
    "course_purchase.refund": "课程退款",
    "course_purchase.retry": "重试课程退款",
    "segment_pay.grant": "付款后开通课程",
    "segment_pay.order_canceled": "订单取消后收回课程",
    "segment_pay.order_refunded": "全额退款后收回课程",
    "segment_pay.aftersale_completed": "售后退款后收回课程",
    "segment_pay.enrollment_expired": "学习到期后结束购买",
    "segment_pay.course_published": "课程发布后上架商品",
    "segment_pay.course_retired": "课程下架后下架商品",
    "segment_pay.refund_succeeded": "课程退款到账",
    "segment_pay.refund_failed": "课程退款未成功",
    "prices": "价格",
    "refund_fen": "退款",
    "interest_fen": "利息",
    "fault": "退款原因",
}


async def _today(session: AsyncSession) -> Figure:
    new = sa.and_(Entitlement.granted_at >= start_of_today(), Entitlement.status == ACTIVE)
    fen = await session.scalar(sa.select(sa.func.sum(Entitlement.paid_fen)).where(new)) or 0
    return Figure(
        "今日课程收入", yuan_text(fen), "fa-book-open", "今天开通的课程", "course-purchases/list?status=active"
    )


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _today), owner="segment_pay", order=21)
    AUDIT_WORDS.provide(WORDS, owner="segment_pay")


def _typed(fen: int | None) -> str:
    """As it is typed: "12.50"."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def _fen(name: str, text: object) -> int | None:
    """None for nothing. Raises ActionFailed."""
    try:
        return fen_from_yuan(str(text).strip()) if str(text or "").strip() else None
    except ValueError as error:
        raise ActionFailed(f"{name}：请填写金额，最多两位小数") from error


def _price_form(_: Request, row: Any) -> str:  # noqa: ANN401  # with what `told_with` added
    def line(key: str, name: str, price: Any) -> str:  # noqa: ANN401  # of the schema
        price_fen = price.price_fen if price else None
        original = price.original_price_fen if price else None
        return (
            f"<tr><td>{escape(name)}</td>"
            f'<td><input class="form-control" name="price_{key}" inputmode="decimal" value="{_typed(price_fen)}"'
            f' aria-label="{escape(name)} 价格"></td>'
            f'<td><input class="form-control" name="original_{key}" inputmode="decimal" value="{_typed(original)}"'
            f' aria-label="{escape(name)} 原价"></td></tr>'
        )

    chapters = {price.chapter_id: price for price in row.prices.chapters}
    rows = line("whole", offers.ALL, row.prices.whole) + "".join(
        line(str(chapter.id), chapter.title, chapters.get(chapter.id)) for chapter in row.chapters
    )
    head = "<tr><th>内容</th><th>价格（元）</th><th>原价（元，可不填）</th></tr>"
    return f'<form><table class="table table-sm mt-2 mb-0"><thead>{head}</thead><tbody>{rows}</tbody></table></form>'


class PricesView(View):
    read = READ
    acts = {"prices": EDIT}  # noqa: RUF012  # a constant of the class
    menu_label = "课程价格"
    display_name = "课程价格"
    key = "course-prices"
    icon = "fa fa-tags"
    place = 19
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        StringField("title", label="课程"),
        told("whole", "整门", lambda row: yuan_text(row.prices.whole.price_fen) if row.prices.whole else "—"),
        told("parts", "按章", lambda row: row.parts_text),
    ]
    fields_default_sort = ("position", "id")
    sortable_fields = ()
    searchable_fields = ("title",)
    search_hint = "搜索课程"
    row_actions = ("view", "prices")

    def __init__(self) -> None:
        super().__init__(Course)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        for row in rows:
            row.prices = await queries.prices(session, row.id)
            row.chapters = (await outline_of(session, row.id)).chapters
            fen = [price.price_fen for price in row.prices.chapters]
            row.parts_text = f"{len(fen)} 章，{yuan_text(min(fen))} 起" if fen else "—"

    @row_action(
        "prices",
        "定价",
        confirmation="不填就不单独出售；都不填则课程免费。新价格立即生效，已提交的订单不变。",
        submit_btn_text="保存价格",
        form=_price_form,
        modal_size="md",
    )
    async def prices(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        async with acting(request) as session:
            chapters = (await outline_of(session, int(pk))).chapters
            body = _prices(given, [(chapter.id, chapter.title) for chapter in chapters])
            await offers.set_prices(session, staff_of_request(request).actor, int(pk), body)


def _prices(given: FormData, chapters: Sequence[tuple[int, str]]) -> PricesIn:
    """Raises ActionFailed."""

    def price(key: object, name: str) -> dict[str, int | None] | None:
        fen = _fen(name, given.get(f"price_{key}"))
        original = _fen(name, given.get(f"original_{key}"))
        return None if fen is None else {"price_fen": fen, "original_price_fen": original}

    rows = [(number, price(number, name)) for number, name in chapters]
    told = [{"chapter_id": number, **row} for number, row in rows if row is not None]
    try:
        return PricesIn.model_validate({"whole": price("whole", offers.ALL), "chapters": told})
    except ValidationError as error:
        raise ActionFailed(first_problem(error)) from error


def _refund_form(_: Request, row: Any) -> str:  # noqa: ANN401  # with what `told_with` added
    choices = "".join(
        f'<option value="{value}">{words}，退 {yuan_text(due.refund_fen)}，利息 {yuan_text(due.interest_fen)}</option>'
        for value, words, due in row.owed
    )
    learned, lessons = row.owed[0][2].learned, row.owed[0][2].lessons
    return (
        '<form><label class="form-label mt-2">退款原因'
        f'<select class="form-select" name="fault">{choices}</select></label>'
        f'<label class="form-label">已学课时（共 {lessons} 个）'
        f'<input class="form-control" name="learned" inputmode="numeric" value="{learned}"></label></form>'
    )


class PurchaseView(View):
    read = READ
    acts = {"refund": REFUND, "retry": REFUND}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Entitlement.status == chosen),)
    menu_label = "课程购买"
    display_name = "课程购买"
    key = "course-purchases"
    icon = "fa fa-cart-shopping"
    place = 19
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        told("learner", "学员", lambda row: row.shown.name),
        told("course", "课程", lambda row: row.shown.course),
        told("part_text", "内容", lambda row: row.shown.part),
        state_field("status", "状态", STATES),
        fen_field("paid_fen", "实付"),
        fen_field("refund_fen", "退款", exclude_from_list=True),
        fen_field("interest_fen", "利息（另行转账）", exclude_from_list=True),
        told("order", "订单", lambda row: f"订单 {row.order_id}"),
        moment_field("granted_at", "开通时间"),
        moment_field("ended_at", "结束时间", exclude_from_list=True),
        told("why", "退款未成功", lambda row: row.failure or "—", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("granted_at",)
    searchable_fields = ()
    row_actions = ("view", "refund", "retry")

    def __init__(self) -> None:
        super().__init__(Entitlement)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """With what would go back, where it still can."""
        for row, shown in zip(rows, await queries.told(session, rows), strict=True):
            row.shown, row.owed = shown, []
            if part := await refunding.learned_of(session, row):
                row.owed = [(fault.value, words, refunding.owed(part, fault)) for fault, words in FAULTS.items()]

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Entitlement) -> bool:
        fits = {"refund": obj.status == ACTIVE, "retry": obj.status == REFUNDING and obj.failure != ""}
        return fits.get(name, True) and await self.is_row_action_allowed(request, name)

    @row_action(
        "refund",
        "退款",
        confirmation="这部分课程立即关闭，按预付费退费规则计算，原路退回；利息请另行转账。",
        submit_btn_text="退款",
        submit_btn_class="btn btn-danger",
        form=_refund_form,
    )
    async def refund(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        given = await request.form()
        learned = str(given.get("learned") or "").strip()
        try:
            body = RefundIn.model_validate(
                {"fault": given.get("fault"), "learned": int(learned) if learned.isdecimal() else None}
            )
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await refunding.refund(session, staff_of_request(request).actor, int(pk), body)

    @row_action("retry", "重试退款", confirmation="再向支付渠道申请一次这笔退款？", submit_btn_text="重试")
    async def retry(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await refunding.retry(session, staff_of_request(request).actor, int(pk))
