"""The small mini-program in `app/`, bundled once and served; `open_page` shows one of its pages in a browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from server import Server, serving
from shown import Shown
from small_app import copy_app

from browser import chromium
from javascript import require_node
from pintu.javascript.node import Node
from pintu.preview.bundle import bundler

IPHONE_X = ViewportSize(width=375, height=812)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
