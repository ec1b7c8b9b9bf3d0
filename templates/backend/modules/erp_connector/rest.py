"""An ERP that is spoken to over HTTP.

    POST {ERP_URL}/documents              Idempotency-Key: <key>     -> 200 or 201 {"number": "<the ERP's number>"}
    GET  {ERP_URL}/documents?on=2026-11-22                           -> 200 {"items": [{"kind", "number", "erp_number",
                                                                                        "amount_fen"}]}

Both with `Authorization: Bearer <ERP_TOKEN>`. What was booked under a key is answered again with the number that it
has. 408, 425, 429 and every 5xx are tried again later; any other refusal is final.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypeVar

import httpx
from pydantic import BaseModel, Field, ValidationError

from app.modules.erp_connector.adapters import Booked, ErpAway, ErpRefused, Outgoing, Told

TIMEOUT_S: Final = 20.0
T = TypeVar("T", bound=BaseModel)

PASSING: Final = frozenset({408, 425, 429})


class _Number(BaseModel):
    number: str = Field(min_length=1, max_length=60)


class _Item(BaseModel):
    kind: str = Field(max_length=20)
    number: str = Field(max_length=60)
    erp_number: str = Field(max_length=60)
    amount_fen: int


class _Items(BaseModel):
    items: list[_Item]


class RestErp:
    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def book(self, document: Outgoing) -> str | None:
        body = {
            "kind": document.kind,
            "number": document.number,
            "on": document.on.isoformat(),
            "amount_fen": document.amount_fen,
            "content": dict(document.content),
        }
        answer = await self._ask("POST", json=body, headers={"Idempotency-Key": document.key})
        return _read(_Number, answer).number

    async def booked(self, day: date) -> Sequence[Booked]:
        try:
            answer = await self._ask("GET", params={"on": day.isoformat()})
        except ErpRefused as error:
            raise ErpAway(str(error)) from error
        return [Booked(**item.model_dump()) for item in _read(_Items, answer).items]

    async def told_later(self) -> Sequence[Told]:
        return ()

    async def kept(self, told: Sequence[Told]) -> None:
        """It told everything at once."""

    async def _ask(self, method: str, *, headers: dict[str, str] | None = None, **request: Any) -> httpx.Response:  # noqa: ANN401  # httpx's
        try:
            answer = await self._http.request(
                method, "/documents", headers={**self._headers, **(headers or {})}, **request
            )
        except httpx.TimeoutException:
            raise ErpAway("ERP 没有及时回答") from None
        except httpx.HTTPError:
            raise ErpAway("连不上 ERP") from None
        if answer.status_code in PASSING or answer.is_server_error:
            raise ErpAway(f"ERP 回答 {answer.status_code}")
        if not answer.is_success:
            raise ErpRefused(f"ERP 不接受：{answer.status_code}")
        return answer


def _read(schema: type[T], answer: httpx.Response) -> T:
    try:
        return schema.model_validate_json(answer.content)
    except ValidationError:
        raise ErpAway("ERP 的回答看不懂") from None
