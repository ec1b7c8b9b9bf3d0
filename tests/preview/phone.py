"""What a customer does with the shop on the phone at `/preview/`: by what is written on the screen, or read out."""

import re

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

    def tap_tab(self, name: str) -> None:
        self.glass.get_by_role("tab", name=name).filter(visible=True).click()

    def set_network(self, name: str) -> None:
        """As the choice above the phone names it: Wi-Fi or 断网."""
        self.frame.get_by_test_id("frame-network").select_option(label=name)

    def answer_cashier(self, name: str) -> None:
        """As the choice on WeChat's own sheet is named: 支付, 支付失败 or 取消."""
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
    phone.button(re.compile("^结算")).click()
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
    phone.button(re.compile("^张三")).click()
    expect(phone.at(CHECKOUT)).to_contain_text("新港中路397号")
