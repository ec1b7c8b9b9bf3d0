"""Subscription messages: what customers may ask to be told about.

    messages:
      - {id: order_shipped, title: 订单发货通知, event: order.shipped}

`title` is the message's name in WeChat's console, where the shop picks the template of that name; `event` is the fact
that sends it.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed
from pintu.points.words import zh


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    rows = resolution.contributions("messages")
    return {"messages": [{**entry, "title": zh(entry["title"]), "module": owner} for owner, entry in rows]}


POINT = Point(
    "messages",
    "miniprogram",
    "contributes",
    Words("订阅消息", "Subscription messages"),
    ("id", "title", "event"),
    contributed("messages"),
    fold,
)
