"""Pictures of what there is to see, for the readme: `make screenshots` writes them into `docs/pictures/`.

python tests/screenshots.py factory     only those of one vertical
"""

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "generated"), str(ROOT / "tests" / "preview")]

from clinic_pictures import show_clinic, show_school  # noqa: E402
from console import sign_in_first  # noqa: E402
from customer import buy, customer_of  # noqa: E402
from phone import (  # noqa: E402
    CODE,
    COUPONS,
    GROUP,
    HOME,
    Phone,
    add_address,
    ask_back,
    check_out,
    find,
    open_group,
    pay_for,
    put_in_cart,
    submit,
)
from playwright.sync_api import Browser, expect  # noqa: E402
from projects import generated  # noqa: E402
from running import Shop, running_shop  # noqa: E402
from workshop_pictures import show_workshop  # noqa: E402

from browser import browser_page, chromium  # noqa: E402  # helpers of the tests beside it

PICTURES = ROOT / "docs" / "pictures"
UNMOVING = "() => Promise.all(document.getAnimations().map((moving) => moving.finished.catch(() => undefined)))"
CONSOLE = {
    "console": "首页",
    "orders": "订单",
    "products": "商品",
    "stock": "库存",
    "aftersales": "售后",
    "funnel": "行为分析",
}


def main(wanted: Sequence[str]) -> None:
    """All pictures, or those of the verticals that are named."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        if "retail" in wanted or not wanted:
            show_shop(Path(scratch))
        if "factory" in wanted or not wanted:
            with chromium() as browser:
                show_workshop(browser, Path(scratch), PICTURES, picture)
        for vertical, show in (("clinic", show_clinic), ("training", show_school)):
            if vertical in wanted or not wanted:
                with chromium() as browser:
                    show(browser, Path(scratch), picture)
    sys.stdout.write("".join(f"{file.relative_to(ROOT)}\n" for file in sorted(PICTURES.glob("*.png"))))


def show_shop(scratch: Path) -> None:
    project = generated("retail", scratch)
    with running_shop(project, scratch / "output.txt") as shop:
        with chromium() as browser:
            show_phone(browser, shop)
        show_console(shop)


def show_phone(browser: Browser, shop: Shop) -> None:
    """The mini-program at `/preview/`, while somebody buys something."""
    page = browser.new_page(viewport={"width": 1040, "height": 940}, device_scale_factor=1.5, locale="zh-CN")
    page.goto(f"{shop.url}/preview/")
    phone = Phone(page)

    expect(phone.button("搜索")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "preview.png")
    picture(phone, "home")
    phone.tap_tab("我的")
    picture(phone, "me")
    phone.open(COUPONS)
    phone.button("立即领取：新客见面礼").click()
    expect(phone.button("已领取：新客见面礼")).to_be_visible()
    expect(phone.glass.get_by_text("领取成功")).to_be_hidden()
    picture(phone, "coupons")
    phone.open(HOME)
    find(phone, "桂花龙井")
    picture(phone, "product")
    put_in_cart(phone, "50g")
    check_out(phone)
    add_address(phone)
    phone.button(re.compile("^优惠券")).click()
    phone.sheet("选择优惠券").get_by_role("radio").first.click()
    expect(phone.page.locator(".foot")).to_contain_text("¥96")
    picture(phone, "checkout")
    submit(phone)
    phone.answer("支付")
    expect(phone.page).to_contain_text("付款成功")
    picture(phone, "paid")
    phone.button("查看订单").click()
    show_promises(phone)
    page.close()


def picture(phone: Phone, name: str) -> None:
    phone.frame.wait_for_load_state("networkidle")
    phone.glass.locator("body").evaluate(UNMOVING)
    phone.frame.get_by_test_id("phone").screenshot(path=PICTURES / f"phone-{name}.png")


def show_promises(phone: Phone) -> None:
    """What comes after an order, and other ways to one."""
    ask_back(phone, "仅退款", "桂花龙井", "不想要了")
    picture(phone, "aftersale")
    phone.open(HOME)
    open_group(phone, "凤凰单丛 蜜兰香")
    pay_for(phone, "¥128")
    phone.page.get_by_text(re.compile("还差 1 人")).click()
    phone.at(GROUP)
    picture(phone, "group")
    phone.open(HOME)
    find(phone, "安溪铁观音 清香型")
    put_in_cart(phone, "125g")
    check_out(phone)
    phone.page.get_by_role("radio", name="到店自提").click()
    phone.page.get_by_text("龙井路总店").click()
    pay_for(phone, "¥118")
    phone.button(re.compile("^出示提货码")).click()
    phone.at(CODE)
    picture(phone, "pickup")


def show_console(shop: Shop) -> None:
    with browser_page() as page:
        order = buy(shop, customer_of(shop))
        page.goto(shop.url)
        page.screenshot(path=PICTURES / "welcome.png")
        sign_in_first(page, shop)
        for name, link in CONSOLE.items():
            page.get_by_role("link", name=link, exact=True).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
        page.get_by_role("link", name="订单", exact=True).first.click()
        page.get_by_role("row").filter(has_text=order["order_no"]).get_by_role("link", name="查看").click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / "order.png")


if __name__ == "__main__":
    main(sys.argv[1:])
