"""A shop that has outgrown one file: `pintu run --database` on a real PostgreSQL, with a real Redis beside it.

The jobs are left to a worker, and a second web process serves as well.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from books import Books, opening, put_on_sale
from customer import buy, customer_of
from killing import KINDS, Grown
from owner import signed_in_first
from processes import Server, free_port, in_time, web_process, wechat_environment
from projects import generated
from running import Shop, running_shop
from trade import Line, open_trade

from databases import MortalDatabases, postgresql
from redis_server import RedisServer, redis_server

pytestmark = pytest.mark.xdist_group("grown")
CUSTOMERS = 2
SEED = 4


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with redis_server(free_port()) as server:
        yield server


@pytest.fixture(scope="module")
def databases() -> Iterator[MortalDatabases]:
    with postgresql(MortalDatabases) as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grown")


@pytest.fixture(scope="module")
def backend(projects_folder: Path) -> Path:
    shutil.copytree(generated("retail", projects_folder), projects_folder / "grown")
    return projects_folder / "grown" / "backend"


@pytest.fixture(scope="module")
def environment(redis: RedisServer, databases: MortalDatabases) -> dict[str, str]:
    return {"REDIS_URL": redis.url, "RUN_JOBS": "false", "DATABASE_URL": databases()}


@pytest.fixture(scope="module")
def shop(backend: Path, environment: dict[str, str], folder: Path) -> Iterator[Shop]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDIS_URL", environment["REDIS_URL"])
        patch.setenv("RUN_JOBS", environment["RUN_JOBS"])
        options = ["--no-preview", "--database", environment["DATABASE_URL"]]
        with running_shop(backend.parent, folder / "output.txt", *options) as running:
            yield running
    assert not (backend / "var" / "app.db").exists()


@pytest.fixture(scope="module", autouse=True)
def grown(
    shop: Shop,
    backend: Path,
    environment: dict[str, str],
    folder: Path,
    *,
    redis: RedisServer,
    databases: MortalDatabases,
) -> Iterator[Grown]:
    """With a second web process and a worker beside what `pintu run` has started."""
    wechat_port = httpx.URL(shop.wechat_url).port
    assert wechat_port
    more = {"PUBLIC_URL": shop.url, "PYTHONPATH": str(Path(__file__).parent)}
    known = environment | wechat_environment(backend, wechat_port) | more
    second = web_process(backend, known, folder / "second.log")
    worker = Server(backend, ("impatient_worker",), "", folder / "worker.log", known)
    try:
        worker.start()
        second.start()
        grown = Grown([shop.url, second.url], [second], [worker], redis, databases)
        in_time(grown.workers_hear)
        yield grown
    finally:
        second.kill()
        worker.kill()


def test_it_sells(shop: Shop) -> None:
    order = buy(shop, customer_of(shop))
    assert [row["status"] for row in order["history"]] == ["pending_payment", "paid"]


def test_it_counts_and_tells_in_redis(shop: Shop, redis: RedisServer) -> None:
    buy(shop, customer_of(shop, "小红"))
    keys = redis.said("KEYS *")
    assert "LIMITS:" in keys
    assert "jobs" in keys
    assert httpx.get(f"{shop.url}/readyz").status_code == httpx.codes.OK


def test_who_is_killed_loses_nothing_and_does_nothing_twice(
    shop: Shop, grown: Grown, environment: dict[str, str]
) -> None:
    owner = Line(grown.urls, signed_in_first(shop.url, shop.username, shop.password))
    goods = put_on_sale(owner, sale_pieces=6, coupons=4)
    before = opening(owner, goods)
    trade = open_trade(owner, shop.wechat_url, CUSTOMERS, goods, SEED)
    chance = random.Random(SEED)  # noqa: S311  to be repeated, not to be secret
    with trade.going_on():
        grown.kill_in_turn(trade, chance, len(KINDS))
    books = Books(trade, before, shop.wechat_url, environment["DATABASE_URL"])
    books.settle()
    books.check()
