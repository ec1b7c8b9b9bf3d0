"""What anybody sees who has scanned a batch's code: for the mini-program, and as a page for every browser."""

from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from app.core.admin import moment_text
from app.core.auth import public
from app.core.business import business
from app.core.database import Database, DatabaseDep
from app.core.errors import RateLimited, raises
from app.core.idempotency import repeatable
from app.core.rate_limit import Limiter, client_address, limit, limit_address
from app.modules.traceability import queries, scanning
from app.modules.traceability.errors import TraceNotFound
from app.modules.traceability.schemas import TraceOut

router = APIRouter(prefix="/traces", tags=["溯源"])
pages = APIRouter(include_in_schema=False)

RATE, NAME = "60/minute", "trace"
Code = Annotated[str, Path(max_length=32)]
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_templates = Environment(loader=FileSystemLoader(FilePath(__file__).with_name("templates")), autoescape=True)
_templates.globals["moment_text"] = moment_text


@router.get(
    "/{code}", summary="溯源信息", dependencies=[public, limit_address(RATE, NAME)], responses=raises(TraceNotFound)
)
async def look(code: Code, database: DatabaseDep) -> TraceOut:
    async with database.read() as session:
        return await queries.public(session, code)


@router.post(
    "/{code}/scans",
    summary="扫码查看，计入扫码次数",
    dependencies=[public, limit_address(RATE, NAME)],
    responses=raises(TraceNotFound),
    openapi_extra=repeatable("a visitor counts once a day"),
)
async def scan(code: Code, request: Request, database: DatabaseDep) -> TraceOut:
    return await _scanned(code, request, database)


async def _scanned(code: str, request: Request, database: Database) -> TraceOut:
    browser = request.headers.get("user-agent", "")[:300]
    async with database.begin() as session:
        batch = await queries.shown(session, code)
        await scanning.count(session, batch, client_address(request), browser)
        return await queries.public(session, code)


@pages.get("/trace/{code}", summary="溯源页", dependencies=[public], response_class=HTMLResponse)
async def page(code: Code, request: Request, database: DatabaseDep, limiter: Limiter) -> HTMLResponse:
    """Refusals are pages as well."""
    try:
        await limit(limiter, RATE, NAME, client_address(request))
        trace = await _scanned(code, request, database)
    except (TraceNotFound, RateLimited) as error:
        return _page("nothing.html", error.status, why=error.text)
    return _page("trace.html", 200, trace=trace)


def _page(template: str, status: int, **context: object) -> HTMLResponse:
    shop = business()
    html = _templates.get_template(template).render(
        shop=shop.app.name, company=shop.business, theme=shop.theme, **context
    )
    return HTMLResponse(html, status, HEADERS)
