"""Orders and payments while the server is killed again and again: what was acknowledged is there, once, and adds up."""

import os
import random
import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from knobs import KILLS
from processes import in_time
from projects import pintu
from running import CONTROL, Shop, running

CUSTOMERS = 6
PIECES = 1000
BLUEPRINT = """\
pintu: 1
app: {name: 山月茶铺, slug: tea, vertical: retail}
modules: {order: {address: optional, max_open_orders: 50}}
data: %s
"""
DATA = Path(__file__).parents[2] / "blueprints" / "retail" / "demo.yaml"
AGAIN = {429, 500, 502, 503}
"""Answers after which a client sends the same request again."""


@pytest.fixture
def shop(tmp_path: Path, database_url: str) -> Iterator[Shop]:
    blueprint, project = tmp_path / "shop.yaml", tmp_path / "shop"
    blueprint.write_text(BLUEPRINT % os.path.relpath(DATA, tmp_path), "utf-8")
    done = pintu("generate", blueprint, "-o", project)
    assert done.returncode == 0, done.stderr
    with running(project, database_url, tmp_path) as shop:
        yield shop


@dataclass
class Customer:
    """Orders one piece after the other and pays each, as long as `open` is set; never gives up on a request."""

    shop: Shop
    token: str
    sku: dict[str, Any]
    appid: str
    open: threading.Event
    placed: list[dict[str, Any]] = field(default_factory=list)
    """Acknowledged orders."""
    paid: list[int] = field(default_factory=list)
    """Those for which WeChat said that the payer has paid."""
    failed: list[BaseException] = field(default_factory=list)

    def run(self) -> None:
        try:
            while self.open.is_set():
                self._buy_one()
        except BaseException as error:  # noqa: BLE001  it is looked at by the test
            self.failed.append(error)

    def _buy_one(self) -> None:
        item = {"sku_id": self.sku["id"], "quantity": 1}
        order = self.send("/orders", {"items": [item], "expected_payable_fen": self.sku["price_fen"]})
        self.placed.append(order)
        request = self.send(f"/orders/{order['id']}/pay")["request"]
        cashier = {"appid": self.appid, "request": request, "action": "pay"}
        answer = httpx.post(f"{self.shop.wechat.url}{CONTROL}/cashier", json=cashier).raise_for_status().json()
        assert answer == {"errMsg": "requestPayment:ok"}
        self.paid.append(order["id"])

    def send(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """POST under one idempotency key until there is an answer; a server that is gone is asked again."""
        head = self.head | {"Idempotency-Key": secrets.token_hex(8)}

        def answered() -> httpx.Response | None:
            answer = httpx.post(self.shop.api + path, json=body, headers=head, timeout=30)
            return None if answer.status_code in AGAIN else answer

        answer: httpx.Response = in_time(answered)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
        return dict(answer.json())

    @property
    def head(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def orders(self) -> list[dict[str, Any]]:
        """All that the shop knows of."""
        found: list[dict[str, Any]] = []
        cursor = None
        while True:
            params = {"limit": 50} | ({"cursor": cursor} if cursor else {})
            page = httpx.get(f"{self.shop.api}/orders", params=params, headers=self.head).raise_for_status().json()
            found += page["items"]
            if (cursor := page["next_cursor"]) is None:
                return found


@pytest.fixture
def customers(shop: Shop) -> list[Customer]:
    spu = next(row for row in httpx.get(f"{shop.api}/spus").json()["items"] if not row["sold_out"])
    sku = next(row for row in httpx.get(f"{shop.api}/spus/{spu['id']}").json()["skus"] if row["available"])
    path, came = f"{shop.api}/staff/stock/{sku['id']}/adjust", {"change": PIECES, "reason": "received"}
    httpx.post(path, json=came, headers=owner(shop) | {"Idempotency-Key": secrets.token_hex(8)}).raise_for_status()
    appid = httpx.get(f"{shop.wechat.url}{CONTROL}/state").json()["merchant"]["appid"]
    is_open = threading.Event()
    is_open.set()
    return [Customer(shop, shop.customer(f"顾客{n}"), sku, appid, is_open) for n in range(CUSTOMERS)]


def owner(shop: Shop) -> dict[str, str]:
    return {"Authorization": f"Bearer {shop.owner}"}


def stock(shop: Shop, sku: int) -> dict[str, Any]:
    answer = httpx.get(f"{shop.api}/staff/stock/{sku}", headers=owner(shop)).raise_for_status()
    return dict(answer.json())


def test_nothing_is_lost_and_nothing_twice(shop: Shop, customers: list[Customer], chance: random.Random) -> None:
    sku = customers[0].sku["id"]
    before = stock(shop, sku)
    kill_again_and_again(shop, customers, chance)
    assert not [error for customer in customers for error in customer.failed]
    for customer in customers:
        acknowledged = [order["id"] for order in customer.placed]
        assert customer.paid == acknowledged
        assert sorted(order["id"] for order in customer.orders()) == sorted(acknowledged), "each order once"
        in_time(lambda: {order["status"] for order in customer.orders()} == {"paid"})  # noqa: B023  called at once
        for number in acknowledged:
            order = httpx.get(f"{shop.api}/orders/{number}", headers=customer.head).raise_for_status().json()
            assert [row["status"] for row in order["history"]] == ["pending_payment", "paid"]
    sold = sum(len(customer.placed) for customer in customers)
    assert sold > KILLS
    after = stock(shop, sku)
    assert (after["available"], after["reserved"]) == (before["available"] - sold, before["reserved"])
    state = httpx.get(f"{shop.wechat.url}{CONTROL}/state").json()
    money = Counter({one["state"]: 0 for one in state["transactions"].values()})
    for one in state["transactions"].values():
        money[one["state"]] += one["order"]["total_fen"]
    assert money["SUCCESS"] == sum(order["payable_fen"] for customer in customers for order in customer.placed)
    assert not state["refunds"]


def kill_again_and_again(shop: Shop, customers: list[Customer], chance: random.Random) -> None:
    threads = [threading.Thread(target=customer.run) for customer in customers]
    for thread in threads:
        thread.start()
    try:
        for _ in range(KILLS):
            seen, more = sum(len(one.placed) for one in customers), chance.randint(1, 12)
            in_time(lambda: sum(len(one.placed) for one in customers) >= seen + more or any_failed(customers))  # noqa: B023  called at once
            shop.server.kill()
            shop.server.start()
    finally:
        customers[0].open.clear()
        for thread in threads:
            thread.join()


def any_failed(customers: list[Customer]) -> bool:
    return any(customer.failed for customer in customers)
