"""What customers are told: WeChat's subscription messages, and the same in the mini-program's own inbox.

    messages:
      - id: order_paid
        title: {zh: 订单支付成功通知, en: Order paid}
        event: order.paid
        page: detail
        query: id={order_id}
        keywords:
          - {name: character_string1, label: 订单号, field: order_no}
          - {name: amount2, label: 支付金额, field: payable_fen}
          - {name: phrase3, label: 订单状态, field: reason, words: {timeout: 超时未付}}
          - {name: thing4, label: 温馨提示, text: 我们会尽快备货}

`title` is the message's name in WeChat's console, where the shop picks the template of that name; `event` is the fact
that sends it, to the customer that its field `user_id` names. A message without an event is sent by a module itself
(`app/contracts/messaging.py`). `kind: marketing` is what nobody waits for: it has a limit of its own. A tap leads to
`page` with `query`, in which fields of the event may stand.

A keyword fills one place of WeChat's template: `name` is WeChat's type and a number, the value a `field` of the event
(with `words` for its codes) or a fixed `text`. What WeChat's type does not take is refused here; what is too long only
when it is known is cut when it is sent.
"""

from collections.abc import Mapping
from typing import Any

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.links import Defaults, linked
from pintu.points.pages import pages_in_use
from pintu.points.point import Point, contributed
from pintu.points.words import zh

DEFAULTS: Defaults = {"title": "", "event": "", "kind": "service", "page": "", "query": "", "keywords": []}


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """Ids are in full (`order.order_paid`), pages are addresses without the slash, as WeChat takes them."""
    pages = pages_in_use(resolution)
    rows: list[Any] = list(linked(resolution, "messages", DEFAULTS))
    return {
        "messages": [
            {
                "id": f"{row['module']}.{row['id']}",
                "title": zh(row["title"]),
                "event": row["event"],
                "kind": row["kind"],
                "page": pages[row["page"]].path if row["page"] else "",
                "query": row["query"],
                "keywords": [_keyword(keyword) for keyword in row["keywords"]],
                "module": row["module"],
            }
            for row in rows
        ]
    }


def _keyword(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {
        "name": row["name"],
        "label": row["label"],
        "field": row.get("field", ""),
        "text": row.get("text", ""),
        "words": row.get("words", {}),
    }


POINT = Point(
    "messages",
    "miniprogram",
    "contributes",
    Words("订阅消息", "Subscription messages"),
    ("id", "title", "event"),
    contributed("messages"),
    fold,
)
