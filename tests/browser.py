"""A real browser, where there is one. Without, browser tests are skipped and say why.

`PINTU_BROWSER=required` makes that a failure.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FAILED = Path(__file__).parents[1] / "build" / "failed.png"
"""What the page looked like when a test failed."""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Headless, for as long as the block lasts; `more` arguments of the program."""
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        if os.environ.get("PINTU_BROWSER") == "required":
            pytest.fail("there is no Chromium on this machine")
        pytest.skip("there is no Chromium on this machine: `apt-get install chromium`, or Chrome on other systems")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *more])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def browser_page(width: int = 1280, height: int = 900) -> Iterator[Page]:
    """A new page in headless Chromium; an error on the page fails the test."""
    problems: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.on("pageerror", lambda error: problems.append(str(error)))
        try:
            yield page
        except Exception:
            page.screenshot(path=FAILED, full_page=True)
            raise
    assert not problems, problems
