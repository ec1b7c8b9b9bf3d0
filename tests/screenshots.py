"""Pictures of what there is to see, for the readme: `make screenshots` writes them into `docs/pictures/`."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "generated"))

from browser import browser_page  # noqa: E402  # helpers of the tests beside it
from console import sign_in_first  # noqa: E402
from customer import buy, customer_of  # noqa: E402
from projects import generated  # noqa: E402
from running import running_shop  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
CONSOLE = {"console": "首页", "orders": "订单", "products": "商品", "stock": "库存"}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        project = generated("retail", Path(scratch))
        with running_shop(project, Path(scratch) / "output.txt") as shop, browser_page() as page:
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
    sys.stdout.write("".join(f"{file.relative_to(ROOT)}\n" for file in sorted(PICTURES.glob("*.png"))))


if __name__ == "__main__":
    main()
