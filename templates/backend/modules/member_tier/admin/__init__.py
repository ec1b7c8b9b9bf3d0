"""Membership at the console: the tiers, and who holds which."""

from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.core.admin import AUDIT_WORDS
from app.modules.member_tier.admin.members import MemberView
from app.modules.member_tier.admin.tiers import TierView

WORDS = {
    "growth": "成长值",
    "member_tier": "会员等级",
    "member_tier.adjust": "调整成长值",
    "member_tier.completed": "为完成的订单增加成长值",
    "member_tier.refunded": "按退款扣回成长值",
    "member_tier.review": "会员等级到期重算",
    "member_tier.review_more": "继续会员等级到期重算",
    "member_tier.reassess": "等级修改后重算会员",
    "tier": "会员等级",
    "tier.create": "新建会员等级",
    "tier.edit": "修改会员等级",
    "tier.delete": "删除会员等级",
}


def contribute() -> None:
    AUDIT_WORDS.provide(WORDS, owner="member_tier")


def views() -> Sequence[BaseView]:
    return (TierView(), MemberView())
