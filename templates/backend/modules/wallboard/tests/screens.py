"""A browser on the wall, for tests."""

import re
from typing import Any

import httpx

from tests.console import CSRF_COOKIE, Console

PAGE = "/admin/wallboard"
LINK = re.compile(r"/admin/wallboard#([\w-]{32})（只显示这一次）")


class Screen:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def page(self) -> str:
        return (await self.client.get(PAGE)).raise_for_status().text

    async def opens(self, code: str) -> httpx.Response:
        """As the page does with the code behind the #."""
        await self.page()
        token = self.client.cookies[CSRF_COOKIE]
        return await self.client.post(f"{PAGE}/open", data={"code": code}, headers={"X-CSRFToken": token})

    async def data(self) -> httpx.Response:
        return await self.client.get(f"{PAGE}/data")

    async def panels(self) -> list[dict[str, Any]]:
        panels: list[dict[str, Any]] = (await self.data()).raise_for_status().json()["panels"]
        return panels


async def added(boss: Console, name: str = "一车间东墙") -> str:
    """The code of a new screen."""
    assert (await boss.post("wallboard-displays/create", {"name": name})).status_code == 303
    link = LINK.search(await boss.text("wallboard-displays/list"))
    assert link
    return link[1]
