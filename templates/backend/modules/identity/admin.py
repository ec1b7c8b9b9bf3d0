"""Customers at the console: masked, and what each has agreed to."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.types import RequestAction

from app.core import audit
from app.core.admin import View, acting, lines, moment_field, picture_src, staff_of_request, thumbnail, told
from app.core.crypto import blind_index, unseal
from app.core.masking import mask_phone
from app.core.privacy import Consent, purposes
from app.modules.identity.models import User

READ, REVEAL = "identity.read", "personal.reveal"

WORDS = {
    "user": "用户",
    "user.export": "导出个人数据",
    "user.erase": "注销账户",
    "identity.forget_picture": "删除不再使用的头像",
}


def _phone(user: User) -> str:
    return getattr(user, "full_phone", None) or mask_phone(unseal(user, "phone") or "") or "—"


class CustomerView(View):
    read = READ
    menu_label = "用户"
    display_name = "用户"
    key = "customers"
    icon = "fa fa-user-group"
    place = 50
    named_by = "nickname"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        thumbnail("face", "头像", lambda user: picture_src(user.avatar)),
        StringField("nickname", label="昵称"),
        told("shown_phone", "手机号", _phone),
        told("agreed", "已同意", lambda user: lines(user.agreed)),
        moment_field("created_at", "首次登录"),
        moment_field("erased_at", "注销时间", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ("id", "created_at")
    searchable_fields = ()
    search_hint = "昵称，或完整手机号"
    row_actions = ("view",)

    def __init__(self) -> None:
        super().__init__(User)

    def get_search_query(self, request: Request, term: str) -> sa.ColumnElement[bool]:
        """A number is only found whole: parts of it would give away the rest."""
        del request
        whole = User.phone_index == blind_index(User.phone_index, term.strip())
        return sa.or_(User.nickname.contains(term, autoescape=True), whole)

    async def told_with(self, session: AsyncSession, rows: Sequence[Any]) -> None:
        """What each agreed to, in the words and the version of today."""
        titles = {(purpose.id, purpose.version): purpose.title for purpose in purposes()}
        standing = sa.and_(Consent.user_id.in_([row.id for row in rows]), Consent.withdrawn_at.is_(None))
        agreed: dict[int, list[str]] = defaultdict(list)
        for consent in await session.scalars(sa.select(Consent).where(standing).order_by(Consent.id)):
            if title := titles.get((consent.purpose, consent.version)):
                agreed[consent.user_id].append(title)
        for row in rows:
            row.agreed = agreed[row.id]

    async def find_by_pk(self, request: Request, pk: Any) -> Any:  # noqa: ANN401  # the library's
        """In full for those who hold `personal.reveal`; each such look is on record."""
        user = await super().find_by_pk(request, pk)
        if user is None or request.state.action is not RequestAction.DETAIL or not self.may(request, REVEAL):
            return user
        if user.phone is not None:
            async with acting(request) as session:
                await audit.record(session, staff_of_request(request).actor, "personal.reveal", "user", user.id)
            user.full_phone = unseal(user, "phone")
        return user
