"""Reviews at the console: what waits for a person, what is shown, and the shop's answers."""

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
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    acting,
    first_problem,
    moment_field,
    picture_src,
    staff_of_request,
    state_field,
    thumbnail,
    told,
)
from app.modules.review import moderation
from app.modules.review.models import Review
from app.modules.review.queries import staff_can
from app.modules.review.schemas import ReplyIn
from app.modules.review.states import HELD, HIDDEN, LABELS, PENDING, REFUSED, SHOWN

READ = "review.read"

_KINDS = {PENDING: "moves", SHOWN: "good", HELD: "waits", REFUSED: "bad", HIDDEN: "over"}
STATES = {status: (word, _KINDS[status]) for status, word in LABELS.items()}
VERDICTS = {None: "等待微信答复", "pass": "通过", "review": "需要人工判断", "risky": "有风险"}

WORDS = {
    "review": "评价",
    "review.release": "展示评价",
    "review.hide": "隐藏评价",
    "review.reply": "回复评价",
    "review.check_text": "把评价文字送微信审核",
    "review.check_picture": "把评价图片送微信审核",
    "review.check_overdue": "把久未审核完的评价转人工",
    "review.forget_picture": "删除不再使用的评价图片",
    "review.forget_unused": "清理没有用上的评价图片",
}

_REPLY_FORM = (
    '<form><label class="form-label mt-2">回复内容'
    '<textarea class="form-control" name="text" rows="4" maxlength="500" required></textarea></label></form>'
)


async def _held(session: AsyncSession) -> Figure:
    count = await session.scalar(sa.select(sa.func.count()).select_from(Review).where(Review.status == HELD)) or 0
    note = "微信拿不准，需要人工判断" if count else "没有待审核的评价"
    return Figure("待审核评价", str(count), "fa-comment-dots", note, "reviews/list?status=held", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for the audit."""
    CARDS.provide(Card(READ, _held), owner="review", order=40)
    AUDIT_WORDS.provide(WORDS, owner="review")


def _cover(review: Review) -> str:
    return picture_src(review.pictures[0].name) if review.pictures else ""


def _pictures(review: Review) -> str:
    return f"{len(review.pictures)} 张" if review.pictures else "—"


class ReviewView(View):
    read = READ
    acts = {"release": "review.moderate", "hide": "review.moderate", "reply": "review.reply"}  # noqa: RUF012  # a constant of the class
    narrowings = (Narrowing("status", "状态", LABELS, lambda chosen: Review.status == chosen),)
    menu_label = "评价"
    display_name = "评价"
    key = "reviews"
    icon = "fa fa-comment-dots"
    place = 40
    detail_template = "review/detail.html"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_list=True),
        state_field("status", "状态", STATES),
        told("shown_stars", "评分", lambda review: "★" * review.stars),
        StringField("name", label="商品"),
        StringField("text", label="内容"),
        thumbnail("cover", "图片", _cover, exclude_from_detail=True),
        told("picture_count", "图片数", _pictures, exclude_from_list=True),
        told(
            "wrote",
            "署名",
            lambda review: "匿名" if review.anonymous else f"顾客 {review.user_id}",
            exclude_from_list=True,
        ),
        told("judged", "文字审核", lambda review: VERDICTS[review.verdict], exclude_from_list=True),
        StringField("reply", label="回复", exclude_from_list=True),
        moment_field("created_at", "时间"),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ("name", "text")
    search_hint = "搜索商品或内容"
    sortable_fields = ("created_at",)
    row_actions = ("view", "release", "hide", "reply")

    def __init__(self) -> None:
        super().__init__(Review)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Review) -> bool:
        fits = name == "view" or name in staff_can(obj, staff_of_request(request))
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("release", "展示", confirmation="确定把这条评价展示给所有顾客？", submit_btn_text="展示")
    async def release(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await moderation.release(session, staff_of_request(request).actor, int(pk))

    @row_action("hide", "隐藏", confirmation="隐藏后只有写评价的顾客和员工能看到。", submit_btn_text="隐藏")
    async def hide(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await moderation.hide(session, staff_of_request(request).actor, int(pk))

    @row_action("reply", "回复", confirmation="回复会显示在评价下方。", submit_btn_text="回复", form=_REPLY_FORM)
    async def reply(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        try:
            body = ReplyIn.model_validate({"text": (await request.form()).get("text", "")})
        except ValidationError as error:
            raise ActionFailed(first_problem(error)) from error
        async with acting(request) as session:
            await moderation.reply(session, staff_of_request(request).actor, int(pk), body.text)
