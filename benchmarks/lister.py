"""Pages of two shops' lists, asked for in turns by one process: `lister.py SMALL LARGE`.

SMALL and LARGE are JSON: `{"url": …, "products": …, "orders": …}`, as `filler.py` has filled them. Says that it is
ready, waits for a line on standard input, and prints by page the median milliseconds of either shop.
"""

import asyncio
import base64
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import httpx
from filler import NUMBERED_FROM, TOP  # type: ignore[import-not-found]  # beside this file, which is run by its path

WARM_UP, TIMES = 3, 15


@dataclass(frozen=True)
class Shop:
    products: int
    orders: int
    client: httpx.AsyncClient
    tokens: Mapping[str, str]

    async def get(self, path: str, who: str, query: Mapping[str, Any], *, finds: bool = True) -> float:
        """Seconds of one request. Raises httpx.HTTPStatusError, LookupError when it finds nothing, or should not."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}
        cookies = {"Cookie": f"console={self.tokens['staff']}"} if path.startswith("/admin/") else {}
        started = time.perf_counter()
        answer = await self.client.get(path, params=query, headers=headers | cookies)
        seconds = time.perf_counter() - started
        text = answer.raise_for_status().text
        if ('"items":[],"next_cursor"' in text or "没有符合条件的内容" in text) == finds:
            raise LookupError(f"nothing, or something, at {answer.url}")
        return seconds


@dataclass(frozen=True)
class Asked:
    """A page of a list, and how to ask for it in a shop of whatever size."""

    name: str
    path: str
    who: str = "anybody"
    query: Callable[[Shop], Mapping[str, Any]] = lambda _: {}
    finds: bool = True


def after(*values: int) -> str:
    """The cursor as the shop writes it: the columns that the list is ordered by, in the last row of the page before."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


SPUS, MINE, ALL_SPUS, ALL_ORDERS = "/api/v1/spus", "/api/v1/orders", "/api/v1/staff/spus", "/api/v1/staff/orders"
CONSOLE_ORDERS, CONSOLE_SPUS, CONSOLE_STOCK = "/admin/orders/list", "/admin/products/list", "/admin/stock/list"
PAGES = (
    Asked("home page", "/api/v1/home"),
    Asked("products", SPUS),
    Asked("products, deep", SPUS, query=lambda shop: {"cursor": after(25, shop.products // 2)}),
    Asked("products by price", SPUS, query=lambda _: {"sort": "price_asc"}),
    Asked("a category", SPUS, query=lambda _: {"category_id": 1}),
    Asked("a category, deep", SPUS, query=lambda shop: {"category_id": 1, "cursor": after(25, shop.products // 2)}),
    Asked("a category below, by sales", SPUS, query=lambda _: {"category_id": TOP + 3, "sort": "sales"}),
    Asked("search for one product", SPUS, query=lambda shop: {"q": f"T{shop.products // 2 + 1}"}),
    Asked("search for many", SPUS, query=lambda _: {"q": "西湖龙井"}),
    Asked("search for a word of every tenth", SPUS, query=lambda _: {"q": "龙井"}),
    Asked("search for a word of all", SPUS, query=lambda _: {"q": "产区"}),
    Asked("search for two words", SPUS, query=lambda _: {"q": "龙井 特级"}),
    Asked("search for half a word", SPUS, query=lambda _: {"q": "正宗西湖龙井"}),
    Asked("search for pinyin", SPUS, query=lambda _: {"q": "longjing"}),
    Asked("search for what is not there", SPUS, query=lambda _: {"q": "咖啡豆"}, finds=False),
    Asked("search in a category", SPUS, query=lambda _: {"q": "龙井", "category_id": 1}),
    Asked("search by price", SPUS, query=lambda _: {"q": "龙井", "sort": "price_asc"}),
    Asked(
        "search for one product by price", SPUS, query=lambda s: {"q": f"T{s.products // 2 + 1}", "sort": "price_asc"}
    ),
    Asked("search in a category by sales", SPUS, query=lambda _: {"q": "龙井", "category_id": 1, "sort": "sales"}),
    Asked("my orders", MINE, "customer"),
    Asked("my orders, deep", MINE, "customer", lambda shop: {"cursor": after(shop.orders // 2)}),
    Asked("my completed orders", MINE, "customer", lambda _: {"status": "completed"}),
    Asked("all orders", ALL_ORDERS, "staff"),
    Asked("all orders, deep", ALL_ORDERS, "staff", lambda shop: {"cursor": after(shop.orders // 2)}),
    Asked("all completed orders", ALL_ORDERS, "staff", lambda _: {"status": "completed"}),
    Asked("all orders under way", ALL_ORDERS, "staff", lambda _: {"status": "paid"}),
    Asked(
        "all orders under way, deep", ALL_ORDERS, "staff", lambda s: {"status": "paid", "cursor": after(s.orders // 2)}
    ),
    Asked("all products", ALL_SPUS, "staff"),
    Asked("all products of a category", ALL_SPUS, "staff", lambda _: {"category_id": 2}),
    Asked("all products, searched", ALL_SPUS, "staff", lambda _: {"q": "龙井"}),
    Asked("console: first page", "/admin/", "staff"),
    Asked("console: orders", CONSOLE_ORDERS, "staff"),
    Asked("console: orders, deep", CONSOLE_ORDERS, "staff", lambda shop: {"page": min(shop.orders // 40, 500)}),
    Asked("console: orders under way", CONSOLE_ORDERS, "staff", lambda _: {"status": "open"}),
    Asked("console: completed orders", CONSOLE_ORDERS, "staff", lambda _: {"status": "completed"}),
    Asked("console: orders by price", CONSOLE_ORDERS, "staff", lambda _: {"sort": "payable_fen__desc"}),
    Asked("console: orders by moment", CONSOLE_ORDERS, "staff", lambda _: {"sort": "created_at__asc"}),
    Asked("console: an order", CONSOLE_ORDERS, "staff", lambda shop: {"q": NUMBERED_FROM + shop.orders // 2}),
    Asked("console: products", CONSOLE_SPUS, "staff"),
    Asked("console: products of a category", CONSOLE_SPUS, "staff", lambda _: {"category": 1}),
    Asked("console: products by sales", CONSOLE_SPUS, "staff", lambda _: {"sort": "sold_count__desc"}),
    Asked("console: search for one product", CONSOLE_SPUS, "staff", lambda shop: {"q": f"T{shop.products // 2 + 1}"}),
    Asked("console: search for many", CONSOLE_SPUS, "staff", lambda _: {"q": "西湖龙井"}),
    Asked("console: stock of one product", CONSOLE_STOCK, "staff", lambda shop: {"q": f"T{shop.products // 2 + 1}"}),
)


@asynccontextmanager
async def opened(url: str, products: int, orders: int) -> AsyncIterator[Shop]:
    from app.core.application import create_app
    from app.core.auth import open_session
    from app.core.database import Database
    from app.core.staff.model import StaffAccount, StaffRole
    from app.permissions import PERMISSIONS
    from app.registry import MODULES

    app = create_app(MODULES, PERMISSIONS)
    app.state.database_url = url
    async with app.router.lifespan_context(app):
        async with app.state.resources.get(Database).begin() as session:
            made = StaffAccount(
                username="owner",
                name="店主",
                password_hash="",
                must_change_password=False,
                created_at=datetime.now(UTC),
                roles=[StaffRole(role="owner")],
            )
            session.add(made)
            await session.flush()
            day = timedelta(days=1)
            staff, _ = await open_session(session, "staff", made.id, day)
            customer, _ = await open_session(session, "user", 1, day)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test", timeout=120) as client:
            yield Shop(products, orders, client, {"staff": staff, "customer": customer})


async def compare(small: dict[str, Any], large: dict[str, Any]) -> None:
    async with AsyncExitStack() as stack:
        shops = [await stack.enter_async_context(opened(**one)) for one in (small, large)]
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        told = {asked.name: await timed(asked, shops) for asked in PAGES}
    sys.stdout.write(json.dumps(told))


async def timed(asked: Asked, shops: list[Shop]) -> list[float]:
    """Median milliseconds by shop; in turns, so that what disturbs the machine disturbs both."""
    took: list[list[float]] = [[] for _ in shops]
    for number in range(WARM_UP + TIMES):
        for shop, found in zip(shops, took, strict=True):
            seconds = await shop.get(asked.path, asked.who, asked.query(shop), finds=asked.finds)
            if number >= WARM_UP:
                found.append(seconds)
    return [1000 * median(found) for found in took]


if __name__ == "__main__":
    asyncio.run(compare(*(json.loads(one) for one in sys.argv[1:])))
