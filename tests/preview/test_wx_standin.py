"""Sign-in and payment against a generated backend and its stand-in for WeChat: nothing of it happens in the browser."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from address import new_key
from customer import in_time, place
from playwright.sync_api import Page, expect
from projects import generated
from running import Shop, running_shop
from server import Server
from shown import Shown

pytestmark = pytest.mark.xdist_group("preview-standin")


@pytest.fixture(scope="module")
def shop(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop that serves the small mini-program of these tests instead of its own."""
    project = generated("retail", tmp_path_factory.mktemp("projects"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREVIEW_FOLDER", str(served.folder))
        with running_shop(project, tmp_path_factory.mktemp("shop") / "output.txt", "--no-preview") as running:
            yield running


@pytest.fixture
def shown(page: Page, shop: Shop) -> Iterator[Shown]:
    shown = Shown(page, shop.url).open("pages/wx-payment/index")
    yield shown
    shown.check()


@pytest.fixture
def customer(shown: Shown, shop: Shop) -> httpx.Client:
    """The customer who sits before the preview, signed in with the code that wx.login gave."""
    script = """async () => {
      const { code } = await wx.login()
      return new Promise((done) => wx.request({
        url: "http://127.0.0.1:8000/api/v1/auth/wx-login", method: "POST", data: { code }, complete: done,
      }))
    }"""
    answer = shown.call(script)
    assert answer["statusCode"] == httpx.codes.OK, answer
    headers = {"Authorization": f"Bearer {answer['data']['token']}"}
    return httpx.Client(base_url=f"{shop.url}/api/v1", timeout=20, headers=headers)


@pytest.fixture
def order(customer: httpx.Client) -> dict[str, Any]:
    """An order that waits for its payment."""
    blocks = {block["block"]: block["data"] for block in customer.get("/home").raise_for_status().json()["blocks"]}
    card = next(card for card in blocks["products"]["items"] if not card["sold_out"])
    sku = next(sku for sku in customer.get(f"/spus/{card['id']}").json()["skus"] if sku["available"])
    return place(customer, {"sku_id": sku["id"], "quantity": 1})


@pytest.fixture
def pay(shown: Shown, customer: httpx.Client, order: dict[str, Any]) -> Callable[..., None]:
    """Press the page's button, which hands what the backend has prepared to wx.requestPayment."""

    def press(**changed: str) -> None:
        prepared = customer.post(f"/orders/{order['id']}/pay", headers=new_key()).raise_for_status().json()
        request = prepared["request"] | changed
        shown.call("(request) => { getCurrentPages().at(-1).request = request }", request)
        shown.element("#pay").click()

    return press


PAID = ("paid", "to_ship")
"""An order that is paid goes on by itself, and may have when somebody looks."""


def status(customer: httpx.Client, order: dict[str, Any]) -> str:
    return str(customer.get(f"/orders/{order['id']}").raise_for_status().json()["status"])


def test_session(shown: Shown, customer: httpx.Client) -> None:
    assert shown.wx("checkSession") == {"errMsg": "checkSession:ok"}
    again = shown.wx("login")["code"]
    body = customer.post("/auth/wx-login", json={"code": again}).raise_for_status().json()
    assert body["user"]["id"] == customer.get("/me").json()["id"]
    used = customer.post("/auth/wx-login", json={"code": again})
    assert used.status_code >= httpx.codes.BAD_REQUEST


def test_paid(shown: Shown, customer: httpx.Client, order: dict[str, Any], pay: Callable[..., None]) -> None:
    pay()
    sheet = shown.page.get_by_test_id("sheet")
    expect(sheet).to_contain_text(f"¥{order['payable_fen'] / 100:.2f}")
    shown.page.get_by_test_id("cashier-pay").click()
    expect(shown.element("#answer")).to_have_text("requestPayment:ok")
    in_time(lambda: status(customer, order) in PAID)


def test_subscriptions_are_called_as_in_the_console(shown: Shown, pay: Callable[..., None]) -> None:
    """A template that the shop does not know has only its id. Who has just paid may be asked without a tap."""
    pay()
    shown.page.get_by_test_id("cashier-pay").click()
    expect(shown.element("#answer")).to_have_text("requestPayment:ok")
    shown.call("() => { wx.requestSubscribeMessage({ tmplIds: ['order.order_paid', 'another'] }) }")
    sheet = shown.page.get_by_test_id("subscribe")
    expect(sheet.get_by_label("订单支付成功通知")).to_be_checked()
    expect(sheet.get_by_label("模板 another")).to_be_checked()
    expect(sheet).not_to_contain_text("order.order_paid")
    shown.page.get_by_test_id("subscribe-cancel").click()
    expect(sheet).to_have_count(0)


def test_cancelled_and_failed(
    shown: Shown, customer: httpx.Client, order: dict[str, Any], pay: Callable[..., None]
) -> None:
    pay()
    shown.page.get_by_test_id("sheet-cancel").click()
    expect(shown.element("#answer")).to_have_text("requestPayment:fail cancel")
    pay()
    shown.page.get_by_test_id("cashier-fail").click()
    expect(shown.element("#answer")).to_have_text("requestPayment:fail 支付失败：余额不足")
    assert status(customer, order) == "pending_payment"


def test_a_wrong_signature_opens_no_sheet(shown: Shown, pay: Callable[..., None]) -> None:
    pay(nonceStr="another")
    expect(shown.element("#answer")).to_have_text("requestPayment:fail 支付验证签名失败")
    expect(shown.page.get_by_test_id("sheet")).to_have_count(0)


def test_what_is_missing_is_named(shown: Shown) -> None:
    reason = "parameter error: parameter.timeStamp should be String instead of Undefined;"
    assert shown.wx("requestPayment") == {"errMsg": f"requestPayment:fail {reason}"}


def test_phone_number(shown: Shown, customer: httpx.Client) -> None:
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    shown.element("#phone-number").click()
    shown.page.get_by_test_id("phone-number-phone").fill("13900001234")
    shown.page.get_by_test_id("phone-number-confirm").click()
    shown.page.wait_for_function("() => getCurrentPages().at(-1).data.phone")
    detail = shown.data("phone")
    assert detail["errMsg"] == "getPhoneNumber:ok"
    purpose = next(row for row in customer.get("/me/consents").json()["items"] if row["purpose"] == "phone")
    customer.put("/me/consents/phone", json={"version": purpose["version"]}).raise_for_status()
    told = customer.post("/me/phone", json={"code": detail["code"]}, headers=new_key()).raise_for_status().json()
    assert told["phone"].endswith("1234")


def test_phone_number_refused(shown: Shown) -> None:
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    shown.element("#phone-number").click()
    shown.page.get_by_test_id("phone-number-cancel").click()
    shown.page.wait_for_function("() => getCurrentPages().at(-1).data.phone")
    assert shown.data("phone")["errMsg"] == "getPhoneNumber:fail user deny"
