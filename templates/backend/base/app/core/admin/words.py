"""What the audit's short names mean, in the words of staff. Each module brings its own."""

from collections.abc import Mapping
from typing import Any

from app.core.money import yuan_text
from app.core.ports import Port

AUDIT_WORDS: Port[Mapping[str, str]] = Port("audit_words")
"""Actions ("order.cancel"), what they were done to ("order"), what is told besides ("price_fen"), and handlers of jobs
("order.expire").
"""

_OWN = {
    "staff": "员工",
    "staff.sign_in": "登录",
    "staff.hire": "新增员工",
    "staff.set_roles": "调整员工角色",
    "staff.set_active": "启用或停用员工",
    "staff.reset_password": "重置员工密码",
    "staff.change_password": "修改自己的密码",
    "demo.seed": "写入演示数据",
    "core.purge_sessions": "清理过期登录",
    "core.purge_answers": "清理过期的重复请求记录",
    "core.purge_jobs": "清理已完成的任务",
    "job": "后台任务",
    "job.retry": "重试后台任务",
    "personal.reveal": "查看完整个人信息",
    "active": "在职",
    "name": "名称",
    "reason": "原因",
    "roles": "角色",
}

_ACTORS = {"system": "系统", "wechat": "微信", "user": "用户", "staff": "员工", "key": "接口密钥"}


def in_words(name: str) -> str:
    """The name itself when nobody has a word for it."""
    return next((words[name] for words in all_words() if name in words), name)


def all_words() -> list[Mapping[str, str]]:
    return [*AUDIT_WORDS.all(), _OWN]


def actor_in_words(kind: str, number: int | None, names: Mapping[int, str]) -> str:
    """`names` are those of staff."""
    if kind == "staff" and number is not None and number in names:
        return names[number]
    return _ACTORS.get(kind, kind) + (f" {number}" if number is not None else "")


def details_in_words(details: Mapping[str, Any]) -> str:
    """Pairs are what something was and what it is now; fen are shown as yuan."""
    told = {name: value for name, value in details.items() if value != ""}
    return "；".join(f"{in_words(name)} {_value(name, value)}".strip() for name, value in told.items())


def _value(name: str, value: object) -> str:
    if isinstance(value, list):
        parts = [_value(name, part) for part in value]
        return " → ".join(parts) if len(parts) == 2 and name != "roles" else "、".join(parts)
    if name.endswith("_fen") and isinstance(value, int):
        return yuan_text(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "reason":
        return in_words(str(value))
    return "无" if value is None else str(value)
