"""The same on several processes: workers, web processes, Redis and PostgreSQL are killed in turn while the shop trades.

As `compose.yaml` starts them: two web processes that work off no jobs, two workers, a Redis that keeps nothing.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from books import Books, opening, put_on_sale
from killing import Grown
from knobs import KILLS, SEED
from processes import Server, free_port, in_time, web_process
from projects import generated
from running import Shop, running
from trade import Line, open_trade

from databases import MortalDatabases, postgresql
from redis_server import redis_server

CUSTOMERS = 6
SALE_PIECES, COUPONS = 3 * KILLS, 2 * KILLS
"""Fewer than are asked for."""


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[tuple[Grown, Shop]]:
    project = generated("retail", tmp_path)
    with redis_server(free_port()) as redis, postgresql(MortalDatabases) as databases:
        several = {"REDIS_URL": redis.url, "RUN_JOBS": "false"}
        with running(project, databases(), tmp_path, **several) as shop:
            backend, environment = project / "backend", {**shop.environment, "PUBLIC_URL": shop.server.url}
            second = web_process(backend, environment, tmp_path / "second.log")
            logs = (tmp_path / f"worker{number}.log" for number in range(2))
            workers = [Server(backend, ("app.worker",), "", log, environment) for log in logs]
            try:
                for server in (second, *workers):
                    server.start()
                urls = [shop.server.url, second.url]
                grown = Grown(urls, [shop.server, second], workers, redis, databases)
                in_time(grown.workers_hear)
                yield grown, shop
            finally:
                for server in (second, *workers):
                    server.kill()


def test_nothing_is_lost_and_nothing_twice(grown: tuple[Grown, Shop], chance: random.Random) -> None:
    several, shop = grown
    owner = Line(several.urls, shop.owner)
    goods = put_on_sale(owner, sale_pieces=SALE_PIECES, coupons=COUPONS)
    before = opening(owner, goods)
    trade = open_trade(owner, shop.wechat.url, CUSTOMERS, goods, SEED)
    with trade.going_on():
        several.kill_in_turn(trade, chance, KILLS)
    books = Books(trade, before, shop.wechat.url, shop.environment["DATABASE_URL"])
    books.settle()
    books.check()
