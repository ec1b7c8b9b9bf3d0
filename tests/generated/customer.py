"""What a customer's mini-program does, over HTTP: browse, put in the cart, order, pay at the stand-in."""

import time
from collections.abc import Callable
from typing import Any

import httpx
from address import kept_address, new_key
from running import Shop


def customer_of(shop: Shop, name: str = "小明") -> httpx.Client:
    client = httpx.Client(base_url=f"{shop.url}/api/v1", timeout=20)
    signed_in = client.post("/auth/wx-login", json={"code": f"person:{name}"}).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {signed_in['token']}"
    return client


def buy(shop: Shop, customer: httpx.Client) -> dict[str, Any]:
    """An order that is paid, of something from the home page."""
    blocks = {block["block"]: block["data"] for block in customer.get("/home").raise_for_status().json()["blocks"]}
    card = next(card for card in blocks["products"]["items"] if not card["sold_out"])
    sku = next(sku for sku in customer.get(f"/spus/{card['id']}").json()["skus"] if sku["available"])
    item = {"sku_id": sku["id"], "quantity": 1}
    cart = customer.post("/cart/items", json=item, headers=new_key()).raise_for_status().json()
    assert cart["selected_fen"] == sku["price_fen"]
    order = place(customer, item)
    pay(shop, customer, order["id"])

    def is_paid() -> dict[str, Any] | None:
        found: dict[str, Any] = customer.get(f"/orders/{order['id']}").json()
        return found if found["paid_at"] else None

    return dict(in_time(is_paid))


def place(customer: httpx.Client, item: dict[str, int]) -> dict[str, Any]:
    address_id = kept_address(customer)
    preview = customer.post("/orders/preview", json={"items": [item], "address_id": address_id}).json()
    body = {"items": [item], "source": "cart", "address_id": address_id, "expected_payable_fen": preview["payable_fen"]}
    order: dict[str, Any] = customer.post("/orders", json=body, headers=new_key()).raise_for_status().json()
    return order


def pay(shop: Shop, customer: httpx.Client, order_id: int) -> None:
    """As `wx.requestPayment` does, when the customer confirms."""
    prepaid = customer.post(f"/orders/{order_id}/pay", headers=new_key()).raise_for_status().json()
    appid = httpx.get(f"{shop.wechat_url}/control/state").json()["merchant"]["appid"]
    cashier = {"appid": appid, "request": prepaid["request"], "action": "pay"}
    answer = httpx.post(f"{shop.wechat_url}/control/cashier", json=cashier).raise_for_status().json()
    assert answer == {"errMsg": "requestPayment:ok"}


def in_time(look: Callable[[], Any], seconds: float = 20) -> Any:  # noqa: ANN401  # JSON
    """What `look` answers as soon as it is true. Raises AssertionError when that takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)  # between two looks
    raise AssertionError("it did not happen in time")
