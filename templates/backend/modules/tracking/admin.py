"""Behaviour at the console: funnels, and how often what was done."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core import clock
from app.core.admin import AUDIT_WORDS, CARDS, Card, Figure, database_of, may
from app.core.clock import ZONE
from app.modules.tracking.funnels import activities, funnels, reached
from app.modules.tracking.models import TrackedEvent

READ = "tracking.read"
PERIODS = {"1": "今天", "7": "近 7 天", "30": "近 30 天", "90": "近 90 天"}
USUAL_PERIOD = "7"

WORDS = {"tracking": "行为", "tracking.forget": "清理过期的行为记录"}


def _since(days: int) -> date:
    return clock.now().astimezone(ZONE).date() - timedelta(days=days - 1)


async def _visits(session: AsyncSession) -> Figure:
    today = sa.select(sa.func.count(TrackedEvent.visit.distinct())).where(TrackedEvent.day >= _since(1))
    return Figure("今日访问", str(await session.scalar(today) or 0), "fa-chart-simple", "打开小程序的次数", "behaviour")


def contribute() -> None:
    """The card on the first page, and words for jobs."""
    CARDS.provide(Card(READ, _visits), owner="tracking", order=70)
    AUDIT_WORDS.provide(WORDS, owner="tracking")


class BehaviourView(CustomView):
    menu_label = "行为分析"
    icon = "fa fa-chart-simple"
    path = "/behaviour"
    route_name = "behaviour"
    place = 65

    def is_accessible(self, request: Request) -> bool:
        return may(request, READ)

    @route("")
    async def index(self, request: Request) -> Response:
        asked = request.query_params.get("days", USUAL_PERIOD)
        chosen = asked if asked in PERIODS else USUAL_PERIOD
        since = _since(int(chosen))
        async with database_of(request).read() as session:
            shown = [(funnel.title, await reached(session, funnel, since)) for funnel in funnels()]
            done = await activities(session, since)
        assert self.templates is not None  # noqa: S101  # mounted
        context = {
            "title": self.menu_label,
            "periods": PERIODS,
            "chosen": chosen,
            "funnels": shown,
            "activities": done,
        }
        return self.templates.TemplateResponse(request, "tracking/behaviour.html", context)
