"""The first page: what today looks like, and what waits for somebody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core import clock
from app.core.admin.access import PASSWORD_PATH, database_of, may, staff_of_request
from app.core.clock import ZONE
from app.core.jobs import Job
from app.core.ports import Port


@dataclass(frozen=True)
class Figure:
    """`link` leads to the rows behind it, below /admin/; `waits` draws the eye."""

    label: str
    value: str
    icon: str
    note: str = ""
    link: str = ""
    waits: bool = False


@dataclass(frozen=True)
class Card:
    """Shown to those who hold `permission`; one about the `whole` shop only to those whose permission has no end."""

    permission: str
    load: Callable[[AsyncSession], Awaitable[Figure]]
    whole: bool = False


CARDS: Port[Card] = Port("dashboard_cards")


def start_of_today() -> datetime:
    """Midnight where the shop is."""
    return datetime.combine(clock.now().astimezone(ZONE).date(), time(), ZONE)


async def _dead_jobs(session: AsyncSession) -> Figure:
    dead = await session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.state == "dead")) or 0
    note = "需要查看原因后重试" if dead else "一切正常"
    return Figure("已放弃的后台任务", str(dead), "fa-gears", note, "jobs/list?state=dead", waits=dead > 0)


_DEAD_JOBS = Card("jobs.manage", _dead_jobs)


class DashboardView(CustomView):
    menu_label = "首页"
    icon = "fa fa-house"
    path = "/"
    route_name = "index"

    @route("")
    async def index(self, request: Request) -> Response:
        staff = staff_of_request(request)
        if staff.must_change_password:
            return RedirectResponse(PASSWORD_PATH, 303)
        async with database_of(request).read() as session:
            shown = [card for card in (*CARDS.all(), _DEAD_JOBS) if may(request, card.permission)]
            wide = [card for card in shown if not card.whole or staff.scope(card.permission) == "all"]
            figures = [await card.load(session) for card in wide]
        assert self.templates is not None  # noqa: S101  # mounted
        today = f"{clock.now().astimezone(ZONE):%Y 年 %-m 月 %-d 日}"
        context = {"title": self.menu_label, "figures": figures, "staff": staff, "today": today}
        return self.templates.TemplateResponse(request, "dashboard.html", context)
