"""A page of the mini-program on the screen, and what a test asks it."""

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import ConsoleMessage, Locator, Page


class Shown:
    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.problems: list[str] = []
        self.warnings: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._heard)

    def open(self, address: str, **settings: str) -> "Shown":
        query = f"?{urlencode(settings)}" if settings else ""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/preview/app/index.html{query}#/{address}")
        self.page.locator(f'[data-testid="page"][data-path="{address.partition("?")[0]}"]:visible').wait_for()
        return self

    def element(self, selector: str) -> Locator:
        """An element of the page on the screen. Ids are as in WXML; native components are `wx-<tag>`."""
        return self.page.locator(f'[data-testid="page"]:visible >> {selector}')

    @property
    def path(self) -> str:
        """The address of the page on the screen, such as "pages/home/index"."""
        return self.page.url.partition("#/")[2]

    def call(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  whatever the mini-program answers
        """Evaluate a function in the page, as a mini-program's script would: `wx`, `getApp`, `getCurrentPages`."""
        return self.page.evaluate(script, argument)

    def wx(self, name: str, options: dict[str, object] | None = None) -> Any:  # noqa: ANN401
        """Call wx.<name> and return what its promise resolves with, or what it rejects with."""
        return self.page.evaluate(
            "([name, options]) => wx[name](options).catch((problem) => problem)", [name, options or {}]
        )

    def data(self, name: str) -> Any:  # noqa: ANN401
        """`this.data[name]` of the page on the screen."""
        return self.page.evaluate("(name) => getCurrentPages().at(-1).data[name]", name)

    def expect_problems(self) -> list[str]:
        """What went wrong so far, which the test has looked for."""
        found, self.problems = self.problems, []
        return found

    def check(self) -> None:
        assert self.problems == []

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)
        if message.type == "warning":
            self.warnings.append(message.text)
