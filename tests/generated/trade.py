"""Customers who order, pay and change their minds, and a clerk who hands over, while anything may be killed.

None of them gives up on a request: what is not answered, or refused for now, is sent again as it was, with the same
key. What they were told is written down here; `books.py` holds the shop to it.
"""

import itertools
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from address import kept_address

PATIENCE_S = 120
REFUSAL = {"code", "message", "request_id", "details"}
FOR_NOW = {(429, "RATE_LIMITED"), (503, "UNAVAILABLE")}
"""Refusals after which a client sends the same request again; no other 5xx is an answer that it knows."""
LOOK_AGAIN = {"PRICE_CHANGED", "FLASH_SALE_SOLD_OUT", "TOO_MANY_OPEN_ORDERS"}
"""Somebody was faster, or the shop has not noticed yet what was paid: the customer looks at the price anew."""
FATES = {"paid": 7, "canceled": 2, "late": 2}
"""What becomes of an order, and how often. `late`: the payer confirms when the order has been cancelled."""


@dataclass(frozen=True)
class Goods:
    """What everybody wants: a SKU, so many pieces of it in a flash sale, and a coupon for it."""

    sku_id: int
    spu_id: int
    sale_id: int
    sale_pieces: int
    template_id: int
    coupons: int


@dataclass
class Line:
    """Somebody's way to the shop: its web processes in turn, as what balances load asks them."""

    webs: Sequence[str]
    token: str = ""
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._turns = itertools.cycle(self.webs)
        self._client = httpx.Client(timeout=30)

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """The answer, however often that takes. Raises AssertionError for one that no client has to expect."""
        head = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        head |= {"Idempotency-Key": secrets.token_hex(8)} if method == "POST" else {}
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                answer = self._client.request(method, f"{next(self._turns)}/api/v1{path}", json=body, headers=head)
            except httpx.TransportError as error:
                self.refused[type(error).__name__] += 1
            else:
                if answer.status_code < 500 and answer.status_code != 429:
                    return answer
                assert set(answer.json()) == REFUSAL, answer.text
                assert (answer.status_code, answer.json()["code"]) in FOR_NOW, f"{method} {path}: {answer.text}"
                self.refused[answer.json()["code"]] += 1
            time.sleep(0.1)  # between two tries
        raise AssertionError(f"{method} {path}: no answer for {PATIENCE_S} s")

    def told(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = self.send(method, path, body)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return dict(answer.json())

    def all(self, path: str) -> list[dict[str, Any]]:
        """Every row of a list, whatever its pages."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.told("GET", f"{path}?limit=50{cursor}")
            found += page["items"]
            if page["next_cursor"] is None:
                return found
            cursor = f"&cursor={page['next_cursor']}"


@dataclass
class Customer:
    line: Line
    address_id: int
    goods: Goods
    wechat_url: str
    appid: str
    chance: random.Random
    placed: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Acknowledged orders, as they were acknowledged."""
    inputs: dict[int, dict[str, int]] = field(default_factory=dict)
    fates: dict[int, str] = field(default_factory=dict)
    coupons: list[int] = field(default_factory=list)
    """Acknowledged ones."""

    def buy_one(self) -> None:
        order_id = self._order()
        fate = self.chance.choices(list(FATES), list(FATES.values()))[0]
        request = self.line.told("POST", f"/orders/{order_id}/pay")["request"] if fate != "canceled" else None
        if fate != "paid":
            self.line.told("POST", f"/orders/{order_id}/cancel", {"reason": "不想要了"})
        if request and not self._confirm(request):
            assert fate == "late", "who pays in time is let in"
            fate = "canceled"
        self.fates[order_id] = fate

    def _order(self) -> int:
        item = {"sku_id": self.goods.sku_id, "quantity": self.chance.randint(1, 3)}
        inputs = self._promotions()
        wish = {"items": [item], "address_id": self.address_id, "inputs": inputs}
        while True:
            preview = self.line.told("POST", "/orders/preview", wish)
            answer = self.line.send("POST", "/orders", {**wish, "expected_payable_fen": preview["payable_fen"]})
            if answer.is_success:
                break
            assert answer.json()["code"] in LOOK_AGAIN, answer.text
        order: dict[str, Any] = answer.json()
        self.placed[order["id"]] = order
        self.inputs[order["id"]] = inputs
        return int(order["id"])

    def _promotions(self) -> dict[str, int]:
        inputs = {}
        if self.chance.random() < 0.5:
            answer = self.line.send("POST", "/coupons/claim", {"template_id": self.goods.template_id})
            if answer.is_success:
                inputs["coupon"] = answer.json()["id"]
                self.coupons.append(inputs["coupon"])
            else:
                assert answer.json()["code"] in {"COUPON_SOLD_OUT", "LIMIT"}, answer.text
        if self.chance.random() < 0.4:
            balance = self.line.told("GET", "/points")["balance"]
            if balance >= 20:
                inputs["points"] = 20
        return inputs

    def _confirm(self, request: dict[str, str]) -> bool:
        """In WeChat's cashier, which is never killed; whether WeChat took the money."""
        cashier = {"appid": self.appid, "request": request, "action": "pay"}
        answer = httpx.post(f"{self.wechat_url}/control/cashier", json=cashier).raise_for_status().json()
        return bool(answer == {"errMsg": "requestPayment:ok"})


@dataclass
class Clerk:
    """Hands over what is paid for."""

    line: Line
    customers: Sequence[Customer]
    completed: set[int] = field(default_factory=set)

    def round(self) -> bool:
        """Whether there is nothing left to do."""
        fates = [one for customer in self.customers for one in customer.fates.copy().items()]
        paid = {order_id for order_id, fate in fates if fate == "paid"}
        for order_id in sorted(paid - self.completed):
            answer = self.line.send("POST", f"/staff/orders/{order_id}/complete")
            state = "completed" if answer.is_success else answer.json()["details"]["status"]
            if state == "completed":  # perhaps by a request whose answer was lost
                self.completed.add(order_id)
            else:
                assert state == "pending_payment", f"{answer.status_code} {answer.text}"
        return paid <= self.completed


@dataclass
class Trade:
    goods: Goods
    customers: Sequence[Customer]
    clerk: Clerk
    failed: list[BaseException] = field(default_factory=list)

    @property
    def placed(self) -> int:
        return sum(len(customer.placed) for customer in self.customers)

    @property
    def refused(self) -> Counter[str]:
        """What was not answered, or refused for now, and how often."""
        return sum((line.refused for line in (self.clerk.line, *(one.line for one in self.customers))), Counter())

    def goes_on(self, orders: int) -> None:
        """Wait until so many more orders are acknowledged."""
        enough = self.placed + orders
        self._until(lambda: self.placed >= enough)

    def hands_over(self) -> None:
        """Wait until one more paid order is handed over: somebody works off jobs."""
        before = len(self.clerk.completed)
        self._until(lambda: len(self.clerk.completed) > before)

    def is_refused(self) -> None:
        """Wait until somebody hears once more that the shop cannot serve."""
        before = self.refused["UNAVAILABLE"]
        self._until(lambda: self.refused["UNAVAILABLE"] > before)

    def _until(self, happened: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not (happened() or self.failed):
            assert time.monotonic() < until, f"nothing for {PATIENCE_S} s; {self.refused}"
            time.sleep(0.05)  # between two looks
        self.check()

    def check(self) -> None:
        """Raises what one of them has met with."""
        if self.failed:
            raise self.failed[0]

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Beside the block; at its end everybody finishes what he has begun."""
        is_open = threading.Event()
        is_open.set()

        def again_and_again(act: Callable[[], object]) -> None:
            try:
                while is_open.is_set():
                    act()
                    time.sleep(0.05)  # nobody is faster
            except BaseException as error:  # noqa: BLE001  it is raised in `check`
                self.failed.append(error)

        acts = [customer.buy_one for customer in self.customers] + [self.clerk.round]
        threads = [threading.Thread(target=again_and_again, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            is_open.clear()
            for thread in threads:
                thread.join()
        self.check()


def open_trade(owner: Line, wechat_url: str, customers: int, goods: Goods, seed: int) -> Trade:
    """Of so many customers, who are signed in."""
    appid = httpx.get(f"{wechat_url}/control/state").json()["merchant"]["appid"]
    who = []
    for number in range(customers):
        line = Line(owner.webs)
        line.token = line.told("POST", "/auth/wx-login", {"code": f"person:顾客{number}"})["token"]
        head = {"Authorization": f"Bearer {line.token}"}
        with httpx.Client(base_url=f"{owner.webs[0]}/api/v1", headers=head, timeout=30) as client:
            address_id = kept_address(client, number)
        chance = random.Random(f"{seed} {number}")  # noqa: S311  to be repeated, not to be secret
        who.append(Customer(line, address_id, goods, wechat_url, appid, chance))
    return Trade(goods, who, Clerk(owner, who))
