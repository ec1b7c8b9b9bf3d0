"""What the audit's short names mean, in the words of staff. Each module brings its own."""

from collections.abc import Mapping

from app.core.ports import Port

AUDIT_WORDS: Port[Mapping[str, str]] = Port("audit_words")
"""Actions ("order.cancel") and what they were done to ("order")."""

_OWN = {
    "staff": "员工",
    "staff.sign_in": "登录",
    "staff.hire": "新增员工",
    "staff.set_roles": "调整员工角色",
    "staff.set_active": "启用或停用员工",
    "staff.reset_password": "重置员工密码",
    "staff.change_password": "修改自己的密码",
    "job": "后台任务",
    "job.retry": "重试后台任务",
    "personal.reveal": "查看完整个人信息",
    "user": "顾客",
    "user.export": "导出个人数据",
    "user.erase": "注销账户",
}

_ACTORS = {"system": "系统", "wechat": "微信", "user": "顾客", "staff": "员工"}


def in_words(name: str) -> str:
    """The name itself when nobody has a word for it."""
    return next((words[name] for words in all_words() if name in words), name)


def all_words() -> list[Mapping[str, str]]:
    return [*AUDIT_WORDS.all(), _OWN]


def actor_in_words(kind: str, number: int | None, names: Mapping[int, str]) -> str:
    """`names` are those of staff."""
    if kind == "staff" and number in names:
        return names[number]
    return _ACTORS.get(kind, kind) + (f" {number}" if number is not None else "")
