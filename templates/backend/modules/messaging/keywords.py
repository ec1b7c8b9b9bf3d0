"""WeChat's types of template keywords, and values put into what each takes.

Types and limits: developers.weixin.qq.com, mp-message-management/subscribe-message/sendMessage. A value that is too
long, or empty, makes WeChat refuse the whole message (47003), so what does not fit is cut.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from app.contracts.messaging import Value
from app.core.clock import ZONE
from app.core.money import yuan_text

Kind = Literal["service", "marketing"]

NOTHING: Final = "无"
OTHER: Final = "其他"


@dataclass(frozen=True)
class Keyword:
    """One place of a template: `name` is WeChat's type with a number, the value a field of the fact or a fixed text."""

    name: str
    label: str
    field: str
    text: str

    @property
    def type(self) -> str:
        return self.name.rstrip("0123456789")


@dataclass(frozen=True)
class Message:
    """What customers are told about. `page` has no slash in front, `query` may name fields: `id={order_id}`."""

    id: str
    title: str
    event: str
    kind: Kind
    page: str
    query: str
    keywords: tuple[Keyword, ...]


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _thing(value: Value) -> str:
    return _cut(" ".join(str(value).split()), 20) or NOTHING


def _amount(value: Value) -> str:
    """A sign and at most ten digits; beyond a hundred million yuan the fen are left out."""
    text = yuan_text(int(str(value)))
    return text if sum(map(str.isdigit, text)) <= 10 else text.partition(".")[0][:11]


def _moment(value: Value, shape: str) -> str:
    return f"{value.astimezone(ZONE):{shape}}" if isinstance(value, datetime) else _cut(str(value), 20)


def _number(value: Value) -> str:
    """The first one in it; 32 digits at most, with those of its fraction."""
    found = re.search(r"[0-9]{1,20}(\.[0-9]{1,12})?", str(value))
    return found[0] if found else "0"


def _only(pattern: str, limit: int, nothing: str) -> Callable[[Value], str]:
    """Keeps the characters that `pattern` names, the first `limit` of them."""
    return lambda value: re.sub(f"[^{pattern}]", "", str(value))[:limit] or nothing


def _name(value: Value) -> str:
    """Ten Chinese characters, or twenty letters."""
    chinese = re.sub("[^\u4e00-\u9fff]", "", str(value))[:10]
    return chinese or re.sub("[^A-Za-z ]", "", str(value)).strip()[:20] or NOTHING


FITTED: Mapping[str, Callable[[Value], str]] = {
    "thing": _thing,
    "amount": _amount,
    "date": lambda value: _moment(value, "%Y年%-m月%-d日"),
    "time": lambda value: _moment(value, "%Y年%-m月%-d日 %H:%M"),
    "number": _number,
    "letter": _only("A-Za-z", 32, "x"),
    "symbol": lambda value: re.sub(r"[\w\s]", "", str(value))[:5] or "-",
    "character_string": _only("!-~", 32, "-"),
    "phone_number": _only("0-9+-", 17, "-"),
    "car_number": lambda value: "".join(str(value).split())[:8] or NOTHING,
    "name": _name,
    "phrase": _only("\u4e00-\u9fff", 5, NOTHING),
}


def fitted(keyword: Keyword, words: Mapping[str, str], values: Mapping[str, Value]) -> str:
    """The keyword's value as WeChat takes it, cut to the limit of its type. Raises KeyError for a field not given."""
    if keyword.text:
        return keyword.text
    value = values[keyword.field]
    if value is None:
        return NOTHING
    return FITTED[keyword.type](words.get(str(value), OTHER) if words else value)
