"""What a customer does with the shop on the phone at `/preview/`: by what is written on the screen, or read out."""

import re

from customer import in_time
from playwright.sync_api import FrameLocator, Locator, Page, expect

HOME = "pages/home/index"
CATEGORIES = "pages/catalog/categories/index"
CART = "pages/cart/cart/index"
SEARCH = "modules/catalog/pages/search/index"
PRODUCT = "modules/catalog/pages/product/index"
CHECKOUT = "modules/order/pages/checkout/index"
RESULT = "modules/order/pages/result/index"
ORDER = "modules/order/pages/detail/index"
ADDRESSES = "modules/identity/pages/addresses/index"
NEW_ADDRESS = "modules/identity/pages/address_edit/index"
CASHIER = "modules/payment/pages/cashier/index"
COUPONS = "modules/coupon/pages/center/index"
GROUP = "modules/group_buy/pages/group/index"
CODE = "modules/store_pickup/pages/code/index"
APPLY = "modules/aftersale/pages/apply/index"
CASE = "modules/aftersale/pages/detail/index"
SEND_BACK = "modules/aftersale/pages/send_back/index"

PATIENCE_S = 60
NUMBER = re.compile(r"\d{18}")
"""Of an order."""


class Phone:
    """The phone in `frame`, a browser's page at `/preview/`."""

    def __init__(self, frame: Page) -> None:
        self.frame = frame

    @property
    def glass(self) -> FrameLocator:
        return self.frame.frame_locator("#app")

    @property
    def page(self) -> Locator:
        """The page on the screen."""
        return self.glass.locator('[data-testid="page"]:visible')

    def at(self, path: str) -> Locator:
        """The page on the screen, as soon as it is the one at `path`."""
        expect(self.page).to_have_attribute("data-path", path)
        return self.page

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def sheet(self, name: str) -> Locator:
        """What has come up from the bottom of the page."""
        return self.page.get_by_role("dialog", name=name)

    @property
    def address(self) -> str:
        """Of the page on the screen, with its query."""
        return self.frame.get_by_test_id("frame-address").input_value()

    def open(self, address: str) -> None:
        field = self.frame.get_by_test_id("frame-address")
        field.fill(f"/{address}")
        field.press("Enter")
        self.at(address.partition("?")[0])

    def back(self) -> None:
        self.glass.get_by_test_id("nav-back").filter(visible=True).click()

    def reload(self) -> None:
        self.frame.get_by_test_id("frame-reload").click()

    def comes_to(self, text: str) -> None:
        """Loads the page anew until it says `text`: what has to happen first happens elsewhere."""

        def said() -> bool:
            self.reload()
            self.page.wait_for()
            self.frame.wait_for_load_state("networkidle")
            return text in self.page.inner_text()

        in_time(said, PATIENCE_S)

    def tap_tab(self, name: str) -> None:
        self.glass.get_by_role("tab", name=name).filter(visible=True).click()

    def set_network(self, name: str) -> None:
        """As the choice above the phone names it: Wi-Fi or 断网."""
        self.frame.get_by_test_id("frame-network").select_option(label=name)

    def confirm(self, name: str) -> None:
        """The choice in the middle of the screen, by its name."""
        self.glass.get_by_role("alertdialog").get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str) -> None:
        """In the wheel that a `picker` shows."""
        wheel = self.glass.get_by_test_id("picker")
        wheel.get_by_role("option", name=name, exact=True).click()
        self.glass.get_by_test_id("picker-confirm").click()

    def answer(self, name: str) -> None:
        """What WeChat itself asks, by the name of the choice: 支付, 支付失败, 取消 at the cashier; 允许 of messages."""
        self.glass.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def find(phone: Phone, words: str) -> None:
    """From the home page to the product whose name is `words`."""
    phone.at(HOME)
    phone.button("搜索").click()
    phone.at(SEARCH).get_by_role("textbox").fill(words)
    phone.button("搜索").click()
    phone.page.locator(".grid").get_by_text(words, exact=True).click()
    phone.at(PRODUCT)


def put_in_cart(phone: Phone, option: str) -> None:
    phone.at(PRODUCT).get_by_text("加入购物车", exact=True).click()
    picker = phone.page.get_by_role("dialog")
    picker.get_by_text(option, exact=True).click()
    picker.get_by_text("加入购物车", exact=True).click()
    expect(picker).to_be_hidden()


def check_out(phone: Phone) -> None:
    """From the product, by way of the cart."""
    phone.button(re.compile("^购物车")).click()
    phone.at(CART)
    go_to_checkout(phone, re.compile("^结算"))


def go_to_checkout(phone: Phone, button: str | re.Pattern[str]) -> None:
    """By `button`; and until the page knows which messages to ask for."""
    with phone.frame.expect_response("**/messages/templates"):
        phone.button(button).click()
    phone.at(CHECKOUT)


def add_address(phone: Phone) -> None:
    """A first one, taken over from WeChat, after consent to what the shop keeps and to WeChat's privacy guide."""
    phone.button("选择收货地址").click()
    phone.at(ADDRESSES)
    phone.button("添加收货地址").click()
    phone.button("同意").click()
    phone.at(NEW_ADDRESS)
    phone.button("从微信导入地址").click()
    phone.button("同意并继续").click()
    phone.glass.get_by_role("button", name="使用这个地址").click()
    phone.button("保存").click()
    phone.at(ADDRESSES)
    phone.button(re.compile("新港中路397号")).click()
    expect(phone.at(CHECKOUT)).to_contain_text("新港中路397号")


def submit(phone: Phone) -> None:
    """The order; what the shop may tell about it is allowed."""
    phone.at(CHECKOUT)
    phone.button("提交订单").click()
    phone.answer("允许")


def pay_for(phone: Phone, amount: str) -> str:
    """From the checkout, where `amount` is to be paid, to the order; its number."""
    expect(phone.at(CHECKOUT).locator(".foot")).to_contain_text(amount)
    submit(phone)
    phone.answer("支付")
    expect(phone.at(RESULT)).to_contain_text("付款成功")
    phone.button("查看订单").click()
    order = phone.at(ORDER)
    expect(order).to_contain_text(NUMBER)
    return str(NUMBER.findall(order.inner_text())[0])


def claim(phone: Phone, coupon: str) -> None:
    """From the home page, and back there."""
    phone.at(HOME)
    phone.open(COUPONS)
    phone.button(f"立即领取：{coupon}").click()
    expect(phone.button(f"已领取：{coupon}")).to_be_visible()
    phone.open(HOME)


def open_group(phone: Phone, product: str) -> None:
    find(phone, product)
    go_to_checkout(phone, "发起拼团")


def ask_back(phone: Phone, kind: str, product: str, reason: str) -> None:
    """From the order to the case."""
    phone.at(ORDER)
    phone.button(re.compile("^申请售后")).click()
    phone.at(APPLY)
    phone.page.get_by_role("radio", name=kind, exact=True).click()
    box = phone.page.get_by_role("checkbox", name=product)
    if box.get_attribute("aria-checked") != "true":  # the only product of an order is chosen already
        box.click()
    phone.button("申请原因").click()
    phone.choose(reason)
    phone.button("提交申请").click()
    phone.at(CASE)


def send_back(phone: Phone, courier: str, tracking_no: str) -> None:
    """From the case, and back there."""
    phone.at(CASE)
    phone.button("填写快递单号").click()
    phone.at(SEND_BACK)
    phone.button("快递公司").click()
    phone.choose(courier)
    phone.page.get_by_placeholder("填写或扫描").fill(tracking_no)
    phone.button("提交").click()
    phone.at(CASE)
