"""The small mini-program in `app/`, bundled once and served; `open_page` shows one of its pages in a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from console import Console, change_password, sign_in
from phone import Phone
from playwright.sync_api import Browser, Page, ViewportSize, expect
from projects import generated
from running import Shop, running_shop
from server import Server, serving
from shown import Shown
from small_app import copy_app

from browser import chromium
from javascript import require_node
from pintu.javascript.node import Node
from pintu.preview.bundle import bundler

IPHONE_X = ViewportSize(width=375, height=812)
PATIENCE_MS = 60_000
"""For what waits for a bundle, or for a backend that starts."""


@pytest.fixture(scope="session")
def node() -> Node:
    return require_node()


@pytest.fixture(scope="session")
def served(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("preview")
    app, out = folder / "miniprogram", folder / "out"
    copy_app(app)
    with bundler(node, app, out) as bundling:
        built = bundling.build()
    assert built.diagnostics == ()
    with serving(out) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """No longer than that: as long as Playwright is there, so is its event loop, and no other can be run."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page the size of a phone; an error in it fails the test unless `shown.expects_errors()`."""
    context = browser.new_context(viewport=IPHONE_X, locale="zh-CN", has_touch=True)
    page = context.new_page()
    page.set_default_timeout(5000)
    yield page
    context.close()


@pytest.fixture
def open_page(page: Page, served: Server) -> Iterator[Callable[..., Shown]]:
    """`open_page("pages/input/index")` shows that page; `open_page("pages/a/index?x=1", theme="dark")`."""
    shown = Shown(page, served.url)

    def open_at(address: str = "pages/home/index", **settings: str) -> Shown:
        return shown.open(address, **settings)

    yield open_at
    shown.check()


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated("retail", tmp_path_factory.mktemp("projects"))


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("run") / "output.txt"


@pytest.fixture(scope="session")
def shop(node: Node, project: Path, log: Path) -> Iterator[Shop]:  # noqa: ARG001  without Node nothing is bundled
    """The shop as `pintu run --watch` leaves it. Tests that ask for it are of the group "preview-run"."""
    with running_shop(project, log, "--watch") as running:
        yield running


@pytest.fixture
def phone_of(browser: Browser, shop: Shop) -> Iterator[Callable[..., Phone]]:
    """`phone_of("小红")`: the phone at `/preview/` of somebody who was never there, on the page at `address`."""
    pages: list[Page] = []
    expect.set_options(timeout=PATIENCE_MS)

    def open_one(person: str = "", address: str = "") -> Phone:
        page = browser.new_page(viewport={"width": 1200, "height": 1000}, locale="zh-CN")
        page.set_default_timeout(PATIENCE_MS)
        query = f"?{urlencode({'person': person})}" if person else ""
        page.goto(f"{shop.url}/preview/{query}#{address}")
        pages.append(page)
        return Phone(page)

    yield open_one
    expect.set_options(timeout=5000)
    for page in pages:
        page.close()


@pytest.fixture
def phone(phone_of: Callable[..., Phone]) -> Phone:
    return phone_of()


@pytest.fixture(scope="session")
def password(shop: Shop) -> str:
    """The owner's."""
    return change_password(shop)


@pytest.fixture
def console(browser: Browser, shop: Shop, password: str) -> Iterator[Console]:
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    page.set_default_timeout(PATIENCE_MS)
    sign_in(page, shop, password)
    yield Console(page)
    page.close()
