"""A shop that has outgrown one file: `pintu run --database` on a real PostgreSQL, with a real Redis beside it."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from customer import buy, customer_of
from projects import generated
from running import Shop, free_port, running_shop

from databases import postgresql

pytestmark = pytest.mark.xdist_group("grown")


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        reason = "there is no redis-server on this machine"
        (pytest.fail if os.environ.get("TEST_REDIS") == "required" else pytest.skip)(reason)
    port = free_port()
    with subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL
    ) as process:
        yield f"redis://127.0.0.1:{port}"
        process.terminate()


@pytest.fixture(scope="module")
def shop(redis_url: str, projects_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    project = projects_folder / "grown"
    shutil.copytree(generated("retail", projects_folder), project)
    log = tmp_path_factory.mktemp("grown") / "output.txt"
    with pytest.MonkeyPatch.context() as patch, postgresql() as databases:
        patch.setenv("REDIS_URL", redis_url)
        with running_shop(project, log, "--no-preview", "--database", databases()) as running:
            yield running
        assert not (project / "backend" / "var" / "app.db").exists()


def test_it_sells(shop: Shop) -> None:
    order = buy(shop, customer_of(shop))
    assert [row["status"] for row in order["history"]] == ["pending_payment", "paid"]


def test_it_counts_and_tells_in_redis(shop: Shop, redis_url: str) -> None:
    buy(shop, customer_of(shop, "小红"))
    keys = said(redis_url, "KEYS *")
    assert "LIMITS:" in keys
    assert "jobs" in keys
    assert httpx.get(f"{shop.url}/readyz").status_code == httpx.codes.OK


def said(redis_url: str, command: str) -> str:
    host, _, port = redis_url.removeprefix("redis://").partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"{command}\r\n".encode())
        return connection.recv(65536).decode()
