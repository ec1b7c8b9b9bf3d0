"""A member of staff's browser at /admin/, for tests."""

from typing import Any

import httpx

CSRF_COOKIE = "starlette_admin_csrftoken"


class Console:
    """Paths are relative to /admin/."""

    def __init__(self, client: httpx.AsyncClient, staff_id: int) -> None:
        self.client = client
        self.staff_id = staff_id

    async def get(self, path: str, **query: Any) -> httpx.Response:  # noqa: ANN401  # httpx's
        return await self.client.get(f"/admin/{path}", params=query or None)

    async def text(self, path: str, **query: Any) -> str:  # noqa: ANN401  # httpx's
        return (await self.get(path, **query)).raise_for_status().text

    async def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:  # noqa: ANN401  # httpx's
        token = self.client.cookies[CSRF_COOKIE]
        return await self.client.post(f"/admin/{path}", data=data, headers={"X-CSRFToken": token}, **more)

    async def act(self, key: str, row: int, name: str, **form: str) -> httpx.Response:
        return await self.post(f"_api/{key}/row-action?pk={row}&name={name}", form)
