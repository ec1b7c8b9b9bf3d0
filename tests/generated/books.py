"""The shop's books and WeChat's after a trade, against what customers were told: all is there, everything once."""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import sqlalchemy as sa
from processes import in_time
from sqlalchemy.ext.asyncio import create_async_engine
from trade import Customer, Goods, Line, Trade

log = logging.getLogger(__name__)

PIECES = 2000
PRODUCT = "品茗杯 三只装"
"""In no promotion of the demo data."""
SETTLED_WITHIN_S = 300
"""What a killed worker had in hand comes back after two minutes."""
PROMOTIONS = ("coupon", "flash_sale", "points")


@dataclass(frozen=True)
class Opening:
    """What there was before the trade."""

    available: int
    reserved: int
    sold: int


def rows(database_url: str, statement: str) -> list[tuple[Any, ...]]:
    async def answer() -> list[tuple[Any, ...]]:
        engine = create_async_engine(database_url, poolclass=sa.NullPool)
        async with engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(sa.text(statement))]

    return asyncio.run(answer())


def put_on_sale(owner: Line, *, sale_pieces: int, coupons: int) -> Goods:
    """Much of one SKU, `sale_pieces` of it cheaper, and `coupons` that can be used for it."""
    spu = next(spu for spu in owner.all("/spus") if spu["name"] == PRODUCT)
    sku = owner.told("GET", f"/spus/{spu['id']}")["skus"][0]
    owner.told("POST", f"/staff/stock/{sku['id']}/adjust", {"change": PIECES, "reason": "received"})
    now = datetime.now(UTC)
    sale = {
        "title": "限时限量",
        "starts_at": (now - timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(days=1)).isoformat(),
        "items": [
            {
                "sku_id": sku["id"],
                "price_fen": sku["price_fen"] * 3 // 4,
                "stock": sale_pieces,
                "per_user_limit": sale_pieces,
            }
        ],
    }
    sale_id = owner.told("POST", "/staff/flash-sales", sale)["id"]
    owner.told("POST", f"/staff/flash-sales/{sale_id}/publish")
    coupon = {"name": "五元券", "kind": "amount", "amount_fen": 500, "valid_days": 30}
    limits = {"total_limit": coupons, "per_user_limit": min(coupons, 100)}
    template_id = owner.told("POST", "/staff/coupon-templates", coupon | limits)["id"]
    owner.told("POST", f"/staff/coupon-templates/{template_id}/issue")
    return Goods(sku["id"], spu["id"], sale_id, sale_pieces, template_id, coupons)


def opening(owner: Line, goods: Goods) -> Opening:
    stock = owner.told("GET", f"/staff/stock/{goods.sku_id}")
    return Opening(stock["available"], stock["reserved"], owner.told("GET", f"/spus/{goods.spu_id}")["sold_count"])


@dataclass(frozen=True)
class Books:
    trade: Trade
    before: Opening
    wechat_url: str
    database_url: str

    @property
    def owner(self) -> Line:
        return self.trade.clerk.line

    def settle(self) -> None:
        """Wait until everything is handed over and no job is left that could be worked off now."""
        in_time(self.trade.clerk.round, SETTLED_WITHIN_S)
        log.info("%s orders are handed over, %s", self.trade.placed, dict(self.trade.refused))
        late = {order_id for one in self.trade.customers for order_id, fate in one.fates.items() if fate == "late"}
        back = "SELECT subject_id FROM payment_refund WHERE subject = 'order' AND status = 'success'"
        in_time(lambda: late <= {row[0] for row in rows(self.database_url, back)}, SETTLED_WITHIN_S)
        due = "SELECT key FROM core_job WHERE state = 'ready' AND (run_at <= now() OR failures > 0)"
        in_time(lambda: not rows(self.database_url, due), SETTLED_WITHIN_S)
        log.info("nothing is left to do")

    def check(self) -> None:
        """Raises AssertionError for the first thing that does not add up."""
        assert rows(self.database_url, "SELECT key, error FROM core_job WHERE state = 'dead'") == []
        for customer in self.trade.customers:
            self._orders(customer)
            self._messages(customer)
            self._coupons(customer)
            self._points(customer)
        self._money()
        self._goods()

    def _orders(self, customer: Customer) -> None:
        listed = customer.line.all("/orders")
        assert sorted(order["id"] for order in listed) == sorted(customer.placed), "each order once"
        assert customer.fates.keys() == customer.placed.keys()
        late = ["pending_payment", "canceled", "canceled", "canceled"]
        """The money that came too late, and its way back, are noted as well."""
        expected = {
            "paid": ["pending_payment", "paid", "completed"],
            "canceled": ["pending_payment", "canceled"],
            "late": late,
        }
        for order_id, fate in customer.fates.items():
            history = customer.line.told("GET", f"/orders/{order_id}")["history"]
            steps = [row["status"] for row in history if row["status"] != "to_ship"]
            assert steps == expected[fate], f"order {order_id}, {fate}: {history}"

    def _messages(self, customer: Customer) -> None:
        told = Counter(
            (row["message"].removeprefix("order.order_"), int(found[1]))
            for row in customer.line.all("/messages")
            if row["message"].startswith("order.order_") and (found := re.search(r"[?&]id=(\d+)", row["path"]))
        )
        kinds = {"paid": ["paid", "completed"], "canceled": ["canceled"], "late": ["canceled", "refunded"]}
        assert told == Counter((kind, order_id) for order_id, fate in customer.fates.items() for kind in kinds[fate])

    def _coupons(self, customer: Customer) -> None:
        coupons = customer.line.all("/me/coupons")
        mine = [row for row in coupons if row["template_id"] == self.trade.goods.template_id]
        assert sorted(row["id"] for row in mine) == sorted(customer.coupons)
        used = {inputs["coupon"]: order_id for order_id, inputs in customer.inputs.items() if "coupon" in inputs}
        for row in mine:
            is_used = customer.fates.get(used.get(row["id"], 0)) == "paid"
            expected = ("used", used[row["id"]]) if is_used else ("unused", None)
            assert (row["status"], row["order_id"]) == expected, row

    def _points(self, customer: Customer) -> None:
        ledger = customer.line.all("/points/ledger")
        entries = Counter((row["biz_type"], row["order_id"]) for row in ledger)
        expected: Counter[tuple[str, int | None]] = Counter({("welcome", None): 1})
        for order_id, fate in customer.fates.items():
            if "points" in customer.inputs[order_id]:
                expected["spent", order_id] = 1
                expected["returned", order_id] = fate != "paid"
            expected["earned", order_id] = fate == "paid"
        assert entries == expected
        assert {row["points"] for row in ledger if row["biz_type"] == "spent"} <= {-20}
        assert {row["points"] for row in ledger if row["biz_type"] == "returned"} <= {20}
        assert customer.line.told("GET", "/points")["balance"] == sum(row["points"] for row in ledger)

    def _money(self) -> None:
        """Who paid has paid once, and who paid too late has it all back."""
        state = httpx.get(f"{self.wechat_url}/control/state").json()
        numbers = "SELECT a.out_trade_no, o.subject_id FROM payment_attempt a JOIN payment_order o ON o.id = a.order_id"
        order_of = dict(rows(self.database_url, numbers))
        placed = {order_id: order for one in self.trade.customers for order_id, order in one.placed.items()}
        fates = {order_id: fate for one in self.trade.customers for order_id, fate in one.fates.items()}
        assert state["transactions"].keys() <= order_of.keys(), "WeChat knows nothing that the shop does not"
        taken = {
            number: one
            for number, one in state["transactions"].items()
            if one["state"] in {"SUCCESS", "REFUND"} and order_of[number] in placed
        }
        paid = Counter({order_of[number]: one["order"]["total_fen"] for number, one in taken.items()})
        assert len(taken) == len(paid), "no order was paid twice"
        owed = {order_id: placed[order_id]["payable_fen"] for order_id in fates}
        assert paid == {order_id: owed[order_id] for order_id, fate in fates.items() if fate != "canceled"}
        back: Counter[int] = Counter()
        for one in state["refunds"].values():
            assert one["status"] == "SUCCESS"
            back[order_of[one["out_trade_no"]]] += one["amount_fen"]
        assert back == {order_id: owed[order_id] for order_id, fate in fates.items() if fate == "late"}
        succeeded = "SELECT subject_id, count(*) FROM payment_order WHERE status = 'success' GROUP BY subject_id"
        counts = {order_id: count for order_id, count in rows(self.database_url, succeeded) if order_id in placed}
        assert counts == dict.fromkeys(paid, 1)

    def _goods(self) -> None:
        goods, sold, cheap = self.trade.goods, 0, 0
        for customer in self.trade.customers:
            for line in _paid_lines(customer):
                sold += line["quantity"]
                if "flash_sale" in {step["step"] for step in line["adjustments"]}:
                    cheap += line["quantity"]
        now = opening(self.owner, goods)
        assert now == Opening(self.before.available - sold, self.before.reserved, self.before.sold + sold)
        item = self.owner.told("GET", f"/staff/flash-sales/{goods.sale_id}")["items"][0]
        assert 0 <= item["left"] == goods.sale_pieces - cheap
        claimed = self.owner.told("GET", f"/staff/coupon-templates/{goods.template_id}")["claimed"]
        assert goods.coupons >= claimed == sum(len(customer.coupons) for customer in self.trade.customers)


def _paid_lines(customer: Customer) -> Iterable[dict[str, Any]]:
    return (customer.placed[order_id]["lines"][0] for order_id, fate in customer.fates.items() if fate == "paid")
