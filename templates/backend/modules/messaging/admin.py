"""Messages at the console: what was sent, refused or failed, and to whom."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette_admin.fields import IntegerField, StringField

from app.core import clock
from app.core.admin import (
    AUDIT_WORDS,
    CARDS,
    Card,
    Figure,
    Narrowing,
    View,
    lines,
    moment_field,
    state_field,
    told,
)
from app.modules.identity.api import masked_names
from app.modules.messaging.catalogue import MESSAGES
from app.modules.messaging.models import Notification
from app.modules.messaging.sending import NO_CONSENT
from app.modules.messaging.states import FAILED, INBOX, LABELS, QUEUED, SENDING, SENT

READ = "messaging.read"
RECENT = timedelta(days=1)

_KINDS = {SENT: "good", FAILED: "bad", INBOX: "moves", QUEUED: "waits", SENDING: "waits"}
STATES = {status: (word, _KINDS.get(status, "over")) for status, word in LABELS.items()}

CAUSES = {
    0: "",
    NO_CONSENT: "用户没有订阅，或已取消",
    40003: "收信人的 openid 不对",
    40037: "模板 ID 不对，请核对微信后台",
    43107: "消息能力被微信封禁",
    43108: "服务通知被用户关闭",
    45168: "内容未通过微信审核",
    47003: "模板的关键词对不上，请核对微信后台",
}
"""What WeChat's numbers mean for staff."""

WORDS = {
    "messaging.send": "发送微信消息",
    "messaging.forget": "清理过期消息",
    **{f"messaging.{message.id}": f"通知用户：{message.title}" for message in MESSAGES},
}


async def _failures(session: AsyncSession) -> Figure:
    failed = sa.and_(Notification.status == FAILED, Notification.created_at >= clock.now() - RECENT)
    count = await session.scalar(sa.select(sa.func.count()).select_from(Notification).where(failed)) or 0
    note = "一天之内，用户可在站内看到" if count else "一切正常"
    return Figure("发送失败的消息", str(count), "fa-bell", note, "messages/list?status=failed", waits=count > 0)


def contribute() -> None:
    """The card on the first page, and words for jobs."""
    CARDS.provide(Card(READ, _failures), owner="messaging", order=60)
    AUDIT_WORDS.provide(WORDS, owner="messaging")


def _cause(row: Notification) -> str:
    if row.errcode is None:
        return "没有得到微信的答复" if row.status == FAILED else "—"
    return CAUSES.get(row.errcode, f"微信错误 {row.errcode}") or "—"


class MessageView(View):
    read = READ
    narrowings = (
        Narrowing("status", "状态", LABELS, lambda chosen: Notification.status == chosen),
        Narrowing(
            "message", "消息", {one.id: one.title for one in MESSAGES}, lambda chosen: Notification.message == chosen
        ),
    )
    menu_label = "消息"
    display_name = "消息"
    key = "messages"
    icon = "fa fa-bell"
    place = 60
    named_by = "title"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        StringField("title", label="消息"),
        told("recipient", "用户", lambda row: row.recipient),
        state_field("status", "状态", STATES),
        told("cause", "原因", _cause),
        told("lines", "内容", lambda row: lines([f"{label} {value}" for label, value in row.content])),
        moment_field("created_at", "产生时间"),
        moment_field("due_at", "计划发送", exclude_from_list=True),
        moment_field("sent_at", "发送时间", exclude_from_list=True),
        moment_field("read_at", "站内已读", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ()
    sortable_fields = ("id", "created_at")
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(Notification)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        names = await masked_names(session, {row.user_id for row in rows})
        for row in rows:
            row.recipient = names[row.user_id]
