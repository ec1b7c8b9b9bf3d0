"""Fills a generated shop's database, straight into its tables: `filler.py PRODUCTS ORDERS`.

The more products, the more of them are in each category; the more orders, the more customers there are, but the first
one has as many orders in every shop. Three orders in a hundred are paid for and not done yet.
"""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

PLACES = ("西湖", "安溪", "武夷", "祁门", "云南", "福鼎", "信阳", "君山", "六安", "都匀")
TEAS = ("龙井", "铁观音", "大红袍", "红茶", "普洱", "白毫银针", "毛尖", "银针", "瓜片", "白茶")
GRADES = ("特级", "一级", "明前", "雨前", "礼盒", "散装", "老树", "窖藏", "手工", "清香")
TOP, BELOW = 5, 4
"""Categories, and those below each."""
OPENED = datetime(2024, 1, 1, tzinfo=UTC)
FIRSTS_ORDERS, ORDERS_EACH = 200, 20
NUMBERED_FROM = 202_401_010_000_000_000
CHUNK = 5000


async def fill(products: int, orders: int) -> None:
    from app.core.database import Database
    from app.core.settings import settings

    database = Database(settings().database_url)
    async with database.begin() as session:
        await fill_catalogue(session, products)
        await fill_orders(session, products, orders)
        if session.get_bind().dialect.name == "postgresql":
            await session.execute(sa.text("ANALYZE"))  # as it does by itself, before long
    await database.close()


async def fill_catalogue(session: AsyncSession, products: int) -> None:
    from app.modules.catalog.models import Category, Sku, Spu, SpuTerms
    from app.modules.inventory.models import StockRow

    tops = [{"id": one, "name": f"茶类{one}", "position": one} for one in range(1, TOP + 1)]
    leaves = [
        {"id": TOP + one, "parent_id": 1 + one % TOP, "name": f"茶品{one}", "position": one}
        for one in range(1, TOP * BELOW + 1)
    ]
    await session.execute(sa.insert(Category), tops)
    await session.execute(sa.insert(Category), leaves)
    for first in range(1, products + 1, CHUNK):
        chunk = range(first, min(first + CHUNK, products + 1))
        made = [spu(number) for number in chunk]
        await session.execute(sa.insert(Spu), made)
        await session.execute(sa.insert(SpuTerms), [terms(one) for one in made])
        skus = [
            {"id": one, "spu_id": one, "code": f"T{one}", "specs": {}, "spec_hash": "-", "price_fen": price(one)}
            for one in chunk
        ]
        await session.execute(sa.insert(Sku), skus)
        await session.execute(sa.insert(StockRow), [{"sku_id": one, "available": 99, "low_at": 5} for one in chunk])


def spu(number: int) -> dict[str, Any]:
    from app.modules.catalog import search
    from app.modules.catalog.models import Spu

    place, tea, grade = PLACES[number % 10], TEAS[number // 10 % 10], GRADES[number // 100 % 10]
    leaf = 1 + number % (TOP * BELOW)
    made = Spu(
        id=number,
        category_id=TOP + leaf,
        name=f"{place}{tea}{grade}{number}号",
        subtitle=f"{place}核心产区，{grade}工艺",
        description=f"产自{place}，{tea}，{grade}。汤色清亮，回甘持久，自饮送礼皆宜。",
        pictures=[f"ab/{'0' * 40}.png"],
        specs=[],
        price_fen=price(number),
        on_sale=number % 19 != 0,
        position=number % 50,
        sold_count=number * 7919 % 1000,
        version=1,
        created_at=OPENED,
        updated_at=OPENED,
        published_at=OPENED,
    )
    search.fill(made, [f"茶类{1 + leaf % TOP}", f"茶品{leaf}"], [f"T{number}"])
    return {column.key: getattr(made, column.key) for column in sa.inspect(Spu).columns}


def terms(row: dict[str, Any]) -> dict[str, Any]:
    from app.modules.catalog import search
    from app.modules.catalog.models import Category, Spu

    category = Category(id=row["category_id"], parent_id=1 + (row["category_id"] - TOP) % TOP)
    return {"spu_id": row["id"], "on_sale": row["on_sale"], "terms": search.terms_of(Spu(**row), category)}


def price(number: int) -> int:
    return 1000 + number * 7907 % 50_000


async def fill_orders(session: AsyncSession, products: int, orders: int) -> None:
    """Numbered by the database itself: a million rows are too many to send."""
    from app.modules.identity.models import User
    from app.modules.order.models import Order, OrderHistory, OrderLine

    customers = 1 + orders // ORDERS_EACH
    people = numbers(customers)
    columns = [people.c.number, sa.literal("茶友"), sa.literal(OPENED, type_=User.created_at.type)]
    await session.execute(sa.insert(User).from_select(["id", "nickname", "created_at"], sa.select(*columns)))

    number = numbers(orders).c.number
    kind = number // 7 % 100
    cost = 1000 + number * 7907 % 50_000
    placed = moment(session, number)
    of_first = number % (orders // FIRSTS_ORDERS) == 0
    row: dict[str, Any] = {
        "id": number,
        "order_no": order_no(number),
        "user_id": sa.case((of_first, 1), else_=2 + number % (customers - 1)),
        "status": sa.case(
            (kind == 0, "paid"),
            (kind == 1, "to_ship"),
            (kind == 2, "shipped"),
            (kind < 12, "canceled"),
            else_="completed",
        ),
        "goods_fen": cost,
        "discount_fen": sa.literal(0),
        "freight_fen": sa.literal(0),
        "payable_fen": cost,
        "refunded_fen": sa.literal(0),
        "has_address": sa.false(),
        "remark": sa.literal(""),
        "created_at": placed,
        "paid_at": sa.case((sa.and_(kind >= 3, kind < 12), sa.null()), else_=placed),
    }
    await session.execute(sa.insert(Order).from_select(list(row), sa.select(*row.values())))

    bought = 1 + number % products
    line: dict[str, Any] = {
        "order_id": number,
        "sku_id": bought,
        "spu_id": bought,
        "name": sa.literal("西湖龙井"),
        "specs_text": sa.literal(""),
        "quantity": sa.literal(1),
        "unit_fen": cost,
        "adjustments": sa.literal([], type_=OrderLine.adjustments.type),
        "total_fen": cost,
    }
    await session.execute(sa.insert(OrderLine).from_select(list(line), sa.select(*line.values())))
    history: dict[str, Any] = {
        "order_id": number,
        "status": sa.literal("pending_payment"),
        "at": placed,
        "actor": sa.literal("system"),
        "note": sa.literal(""),
    }
    await session.execute(sa.insert(OrderHistory).from_select(list(history), sa.select(*history.values())))


def order_no(number: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """As long as the shop's own ones."""
    return sa.cast(sa.literal(NUMBERED_FROM, sa.BigInteger) + number, sa.String)


def numbers(many: int) -> sa.CTE:
    first = sa.select(sa.literal(1, sa.BigInteger).label("number")).cte("numbers", recursive=True)
    return first.union_all(sa.select(first.c.number + 1).where(first.c.number < many))


def moment(session: AsyncSession, number: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    """One order a minute."""
    seconds = sa.literal(int(OPENED.timestamp()), sa.BigInteger) + 60 * number
    if session.get_bind().dialect.name == "postgresql":
        return sa.func.to_timestamp(seconds)
    return sa.func.strftime("%Y-%m-%d %H:%M:%S.000000", seconds, "unixepoch")


if __name__ == "__main__":
    asyncio.run(fill(int(sys.argv[1]), int(sys.argv[2])))
