"""The small mini-program in `app/`, bundled once and served; `open_page` shows one of its pages in a browser.

Every folder below `app/pages/` is a page, whether `app.json` lists it or not.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import NAMES, QUIET
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from server import Server, serving
from shown import Shown

from pintu.javascript.node import Node, find_node
from pintu.preview.bundle import bundler

APP = Path(__file__).parent / "app"
IPHONE_X = ViewportSize(width=375, height=812)


@pytest.fixture(scope="session")
def node() -> Node:
    return find_node() or pytest.skip("there is no Node on this machine, or an old one")


@pytest.fixture(scope="session")
def served(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("preview")
    app, out = folder / "miniprogram", folder / "out"
    shutil.copytree(APP, app)
    list_pages(app)
    with bundler(node, app, out) as bundling:
        built = bundling.build()
    assert built.diagnostics == ()
    with serving(out) as server:
        yield server


def list_pages(app: Path) -> None:
    """Add the pages that no package lists to the main package."""
    file = app / "app.json"
    config = json.loads(file.read_text("utf-8"))
    found = sorted(str(page.parent.relative_to(app) / "index") for page in app.glob("pages/*/index.wxml"))
    config["pages"] += [page for page in found if page not in config["pages"]]
    file.write_text(json.dumps(config, ensure_ascii=False), "utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine: `apt-get install chromium`, or Chrome on other systems")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


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
