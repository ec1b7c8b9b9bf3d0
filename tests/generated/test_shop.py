"""The running shop from outside, as `make demo` leaves it: a customer over HTTP, then the owner in a real browser."""

import secrets
import subprocess
import time
from typing import Any

import httpx
import pytest
from browser import browser_page
from conftest import Shop
from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("shop")


def in_time(look: Any, seconds: float = 20) -> Any:  # noqa: ANN401  # JSON
    """What `look` answers as soon as it is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.1)  # between two looks
    pytest.fail("it did not happen in time")


@pytest.fixture(scope="module")
def customer(shop: Shop) -> httpx.Client:
    client = httpx.Client(base_url=f"{shop.url}/api/v1", timeout=20)
    signed_in = client.post("/auth/wx-login", json={"code": "person:小明"}).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {signed_in['token']}"
    return client


@pytest.fixture(scope="module")
def paid_order(shop: Shop, customer: httpx.Client) -> dict[str, Any]:
    """Browse, put in the cart, order, and pay at the stand-in."""
    blocks = {block["block"]: block["data"] for block in customer.get("/home").raise_for_status().json()["blocks"]}
    card = next(card for card in blocks["products"]["items"] if not card["sold_out"])
    sku = next(sku for sku in customer.get(f"/spus/{card['id']}").json()["skus"] if sku["available"])
    item = {"sku_id": sku["id"], "quantity": 1}
    cart = customer.post("/cart/items", json=item).raise_for_status().json()
    assert cart["selected_fen"] == sku["price_fen"]
    purpose = next(row for row in customer.get("/me/consents").json()["items"] if row["purpose"] == "address")
    customer.put("/me/consents/address", json={"version": purpose["version"]}).raise_for_status()
    address = {"name": "王小明", "phone": "13800000000", "province": "浙江省", "city": "杭州市", "district": "西湖区"}
    address_id = customer.post("/me/addresses", json={**address, "detail": "文一路1号"}).raise_for_status().json()["id"]
    preview = customer.post("/orders/preview", json={"items": [item], "address_id": address_id}).json()
    body = {"items": [item], "address_id": address_id, "expected_payable_fen": preview["payable_fen"]}
    order = customer.post("/orders", json=body, headers=new_key()).raise_for_status().json()
    prepaid = customer.post(f"/orders/{order['id']}/pay", headers=new_key()).raise_for_status().json()
    appid = httpx.get(f"{shop.wechat_url}/control/state").json()["merchant"]["appid"]
    cashier = {"appid": appid, "request": prepaid["request"], "action": "pay"}
    answer = httpx.post(f"{shop.wechat_url}/control/cashier", json=cashier).raise_for_status().json()
    assert answer == {"errMsg": "requestPayment:ok"}

    def is_paid() -> dict[str, Any] | None:
        found: dict[str, Any] = customer.get(f"/orders/{order['id']}").json()
        return found if found["status"] == "paid" else None

    return dict(in_time(is_paid))


def new_key() -> dict[str, str]:
    return {"Idempotency-Key": secrets.token_hex(8)}


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/readyz", "/metrics", "/admin/login"])
def test_pages_are_there(shop: Shop, path: str) -> None:
    assert httpx.get(shop.url + path, follow_redirects=True).status_code == httpx.codes.OK


def test_the_order_is_paid(paid_order: dict[str, Any]) -> None:
    assert [row["status"] for row in paid_order["history"]] == ["pending_payment", "paid"]


def test_the_cart_is_empty_again(customer: httpx.Client, paid_order: dict[str, Any]) -> None:
    assert paid_order
    in_time(lambda: customer.get("/cart").json()["items"] == [])


def test_pictures_are_served(shop: Shop, customer: httpx.Client) -> None:
    cover = customer.get("/spus?limit=1").json()["items"][0]["cover_url"]
    picture = httpx.get(httpx.URL(shop.url).join(cover))
    assert picture.status_code == httpx.codes.OK
    assert picture.headers["content-type"].startswith("image/")


def sign_in(page: Page, shop: Shop, password: str) -> None:
    page.goto(f"{shop.url}/admin/login")
    page.fill("[name=username]", shop.username)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: not url.endswith("/login"))


def test_the_owner_finds_the_order(shop: Shop, paid_order: dict[str, Any]) -> None:
    """With the one-time password, which has to be changed before anything else."""
    own = secrets.token_urlsafe(16)
    with browser_page() as page:
        sign_in(page, shop, shop.password)
        page.fill("#old", shop.password)
        page.fill("#new", own)
        page.fill("#again", own)
        page.get_by_role("button", name="保存").click()
        page.wait_for_url("**/admin/login*")
        sign_in(page, shop, own)
        page.get_by_role("link", name="订单", exact=True).click()
        page.get_by_text(paid_order["order_no"]).first.wait_for()


def test_it_stops_without_leaving_anything(shop: Shop) -> None:
    """The shop's processes are children of `pintu run` and end with it; see the fixture."""
    children = subprocess.run(["pgrep", "-P", str(shop.process.pid)], capture_output=True, text=True, check=False)
    assert children.stdout.strip()
