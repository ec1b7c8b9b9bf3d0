"""An ERP to try things with: it books documents once for each key, and fails in the ways that real ones do.

python -m devtools.erp_connector              # on http://127.0.0.1:8020
curl -X POST localhost:8020/control -d '{"fail": 3}'
"""

import asyncio
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel


class Control(BaseModel):
    """The next answers: `fail` of them book nothing, `lose` book and do not say so; each takes `slow` seconds."""

    fail: int = 0
    lose: int = 0
    slow: float = 0


class Document(BaseModel):
    kind: str
    number: str
    on: str
    amount_fen: int
    content: dict[str, Any]


@dataclass
class StandIn:
    control: Control = field(default_factory=Control)
    booked: dict[str, tuple[str, Document]] = field(default_factory=dict)
    """By the key of the request: the ERP's number, and the document."""
    asked: list[str] = field(default_factory=list)
    """The key of each request, in order."""

    def book(self, key: str, document: Document) -> str:
        if key not in self.booked:
            self.booked[key] = (f"ERP-{len(self.booked) + 1:05d}", document)
        return self.booked[key][0]


def create_app(standin: StandIn) -> FastAPI:
    app = FastAPI(title="ERP")

    @app.post("/control")
    async def control(body: Control) -> Control:
        standin.control = body
        return body

    @app.post("/documents", status_code=201)
    async def book(document: Document, idempotency_key: Annotated[str, Header(min_length=8)]) -> dict[str, str]:
        standin.asked.append(idempotency_key)
        await asyncio.sleep(standin.control.slow)
        if standin.control.fail > 0:
            standin.control.fail -= 1
            raise HTTPException(500)
        number = standin.book(idempotency_key, document)
        if standin.control.lose > 0:
            standin.control.lose -= 1
            raise HTTPException(502)
        return {"number": number}

    @app.get("/documents")
    async def listed(on: str) -> dict[str, list[dict[str, Any]]]:
        await asyncio.sleep(standin.control.slow)
        items = [
            {"kind": one.kind, "number": one.number, "erp_number": number, "amount_fen": one.amount_fen}
            for number, one in standin.booked.values()
            if one.on == on
        ]
        return {"items": items}

    return app
