"""Kinds of cases, and why customers ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["refund_only", "return_refund", "exchange"]

REFUND_ONLY: Kind = "refund_only"
RETURN_REFUND: Kind = "return_refund"
EXCHANGE: Kind = "exchange"

KINDS: Mapping[Kind, str] = {REFUND_ONLY: "仅退款", RETURN_REFUND: "退货退款", EXCHANGE: "换货"}


@dataclass(frozen=True)
class Reason:
    """`merchant_fault`: the goods are not as they should be; such cases know no exempt products."""

    label: str
    merchant_fault: bool = False


ReasonId = Literal[
    "no_longer_wanted",
    "wrong_choice",
    "late",
    "missing",
    "damaged",
    "quality",
    "wrong_item",
    "not_as_described",
    "other",
]

REASONS: Mapping[str, Reason] = {
    "no_longer_wanted": Reason("不想要了"),
    "wrong_choice": Reason("拍错、多拍"),
    "late": Reason("未按时发货", merchant_fault=True),
    "missing": Reason("少件、没收到", merchant_fault=True),
    "damaged": Reason("商品破损", merchant_fault=True),
    "quality": Reason("质量问题", merchant_fault=True),
    "wrong_item": Reason("发错商品", merchant_fault=True),
    "not_as_described": Reason("与描述不符", merchant_fault=True),
    "other": Reason("其他原因"),
}

Exemption = Literal["custom", "perishable", "digital", "opened"]

EXEMPTIONS: Mapping[Exemption, str] = {
    "custom": "定制商品",
    "perishable": "鲜活易腐",
    "digital": "数字化商品",
    "opened": "拆封后不宜退货",
}
"""Consumer Rights Law, article 25: what may be exempt from returns without a reason."""
