"""A template's form: between what staff type (yuan, 折, days of the calendar) and what the services take."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from starlette_admin.exceptions import FormValidationError

from app.core.admin import read
from app.core.clock import ZONE
from app.core.money import fen_from_yuan
from app.modules.coupon.models import CouponTemplate
from app.modules.coupon.schemas import TemplateIn
from app.modules.coupon.terms import percent_off_at

FIELDS = {
    "amount_fen": "amount",
    "percent_off": "fold",
    "cap_fen": "cap",
    "threshold_fen": "threshold",
    "target_ids": "spu_ids",
    "valid_from": "from_day",
    "valid_until": "until_day",
}
"""Where a problem of the schema's field is shown."""


def body_of(data: Mapping[str, Any]) -> TemplateIn:
    """Raises FormValidationError."""
    problems: dict[str | int, Any] = {}
    values: dict[str, Any] = {}
    for name in ("amount", "cap", "threshold"):
        try:
            values[f"{name}_fen"] = _fen(data[name])
        except ValueError:
            problems[name] = "请填写金额，最多两位小数"
    try:
        values["percent_off"] = _percent_off(data["fold"])
    except ValueError:
        problems["fold"] = "请填写 0.1 到 9.9 之间的折扣，如 8.5"
    if data["spu_ids"] and data["category_ids"]:
        problems["category_ids"] = "商品与分类只选其一"
    if problems:
        raise FormValidationError(problems)
    values["threshold_fen"] = values["threshold_fen"] or 0
    values |= _scope(data)
    values |= {
        "name": data["name"] or "",
        "kind": "amount" if values["amount_fen"] is not None or values["percent_off"] is None else "percent",
        "claim_by": data["claim_by"],
        "total_limit": data["total_limit"],
        "per_user_limit": data["per_user_limit"] or 1,
        "valid_from": _midnight(data["from_day"]),
        "valid_until": _midnight(data["until_day"], days=1),
        "valid_days": data["valid_days"],
    }
    try:
        return read(TemplateIn, values, whole="amount")
    except FormValidationError as error:
        raise FormValidationError({FIELDS.get(str(at), at): words for at, words in error.errors.items()}) from error


def _scope(data: Mapping[str, Any]) -> dict[str, Any]:
    for scope in ("spu", "category"):
        if ids := data[f"{scope}_ids"]:
            return {"scope": scope, "target_ids": ids}
    return {"scope": "all", "target_ids": []}


def _fen(typed: object) -> int | None:
    """None for nothing. Raises ValueError."""
    return fen_from_yuan(str(typed).strip()) if str(typed or "").strip() else None


def _percent_off(typed: object) -> int | None:
    """15 for "8.5"; None for nothing. Raises ValueError."""
    text = str(typed or "").strip()
    return percent_off_at(text) if text else None


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """The first moment of the day in the shop's time; a last day counts to its end, which is the next one's."""
    return datetime.combine(day + timedelta(days=days), time.min, ZONE) if day else None


def filled(row: CouponTemplate) -> dict[str, Any]:
    """What the form shows of a template."""
    fold = Decimal(100 - row.percent_off) / 10 if row.percent_off else None
    return {
        "amount": _yuan(row.amount_fen),
        "cap": _yuan(row.cap_fen),
        "threshold": _yuan(row.threshold_fen or None),
        "fold": "" if fold is None else f"{fold.normalize()}",
        "spu_ids": row.target_ids if row.scope == "spu" else [],
        "category_ids": row.target_ids if row.scope == "category" else [],
        "from_day": row.valid_from.astimezone(ZONE).date() if row.valid_from else None,
        "until_day": (row.valid_until.astimezone(ZONE) - timedelta(days=1)).date() if row.valid_until else None,
    }


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
