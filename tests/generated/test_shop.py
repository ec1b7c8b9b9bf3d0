"""The running shop from outside, as `make demo` leaves it: a customer over HTTP, then the owner in a real browser."""

import subprocess
from typing import Any

import httpx
import pytest
from console import sign_in_first
from customer import buy, customer_of, in_time
from running import Shop

from browser import browser_page

pytestmark = pytest.mark.xdist_group("shop")


@pytest.fixture(scope="module")
def customer(shop: Shop) -> httpx.Client:
    return customer_of(shop)


@pytest.fixture(scope="module")
def paid_order(shop: Shop, customer: httpx.Client) -> dict[str, Any]:
    return buy(shop, customer)


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/readyz", "/metrics", "/admin/login"])
def test_pages_are_there(shop: Shop, path: str) -> None:
    assert httpx.get(shop.url + path, follow_redirects=True).status_code == httpx.codes.OK


def test_the_order_is_paid(paid_order: dict[str, Any]) -> None:
    assert [row["status"] for row in paid_order["history"]][:2] == ["pending_payment", "paid"]


def test_the_cart_is_empty_again(customer: httpx.Client, paid_order: dict[str, Any]) -> None:
    assert paid_order
    in_time(lambda: customer.get("/cart").json()["items"] == [])


def test_pictures_are_served(shop: Shop, customer: httpx.Client) -> None:
    cover = customer.get("/spus?limit=1").json()["items"][0]["cover_url"]
    picture = httpx.get(httpx.URL(shop.url).join(cover))
    assert picture.status_code == httpx.codes.OK
    assert picture.headers["content-type"].startswith("image/")


def test_the_owner_finds_the_order(shop: Shop, paid_order: dict[str, Any]) -> None:
    with browser_page() as page:
        sign_in_first(page, shop)
        page.get_by_role("link", name="订单", exact=True).click()
        page.get_by_text(paid_order["order_no"]).first.wait_for()


def test_the_program_keeps_its_processes(shop: Shop) -> None:
    """What serves the shop is a child of `pintu run`, and ends with it; see the fixture."""
    children = subprocess.run(["pgrep", "-P", str(shop.process.pid)], capture_output=True, text=True, check=False)
    assert children.stdout.strip()
