"""Pictures of what there is to see, for the readme: `make screenshots` writes them into `docs/pictures/`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "generated"), str(ROOT / "tests" / "preview")]

from console import sign_in_first  # noqa: E402
from customer import buy, customer_of  # noqa: E402
from phone import Phone, add_address, check_out, find, put_in_cart  # noqa: E402
from playwright.sync_api import Browser, expect  # noqa: E402
from projects import generated  # noqa: E402
from running import Shop, running_shop  # noqa: E402

from browser import browser_page, chromium  # noqa: E402  # helpers of the tests beside it

PICTURES = ROOT / "docs" / "pictures"
UNMOVING = "() => Promise.all(document.getAnimations().map((moving) => moving.finished.catch(() => undefined)))"
CONSOLE = {"console": "首页", "orders": "订单", "products": "商品", "stock": "库存"}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        project = generated("retail", Path(scratch))
        with running_shop(project, Path(scratch) / "output.txt") as shop:
            with chromium() as browser:
                show_phone(browser, shop)
            show_console(shop)
    sys.stdout.write("".join(f"{file.relative_to(ROOT)}\n" for file in sorted(PICTURES.glob("*.png"))))


def show_phone(browser: Browser, shop: Shop) -> None:
    """The mini-program at `/preview/`, while somebody buys something."""
    page = browser.new_page(viewport={"width": 1040, "height": 940}, device_scale_factor=1.5, locale="zh-CN")
    page.goto(f"{shop.url}/preview/")
    phone = Phone(page)

    def picture(name: str) -> None:
        page.wait_for_load_state("networkidle")
        phone.glass.locator("body").evaluate(UNMOVING)
        page.get_by_test_id("phone").screenshot(path=PICTURES / f"phone-{name}.png")

    expect(phone.button("搜索")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "preview.png")
    picture("home")
    find(phone, "桂花龙井")
    picture("product")
    put_in_cart(phone, "50g")
    check_out(phone)
    add_address(phone)
    picture("checkout")
    phone.button("提交订单").click()
    phone.answer("支付")
    expect(phone.page).to_contain_text("付款成功")
    picture("paid")
    page.close()


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
    main()
