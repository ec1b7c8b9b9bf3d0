"""The wall dashboard at the console, and the screens that may show it without anybody signing in there."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette_admin.actions import row_action
from starlette_admin.auth import login_not_required
from starlette_admin.fields import IntegerField, StringField
from starlette_admin.flash import flash
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin import (
    SHOWN_ONLY,
    View,
    acting,
    database_of,
    may,
    moment_field,
    read,
    resources_of,
    staff_of_request,
    state_field,
)
from app.core.admin.access import PATH
from app.core.business import business
from app.core.errors import RateLimited
from app.core.rate_limit import RateLimiter, limit
from app.core.settings import settings
from app.modules.wallboard import displays
from app.modules.wallboard.board import board
from app.modules.wallboard.models import Display
from app.modules.wallboard.settings import WallboardSettings

SEE, MANAGE = "wallboard.see", "wallboard.manage"
COOKIE = "wallboard"
BOARD = "/wallboard"
KEPT_S = 400 * 86_400
"""As long as browsers keep a cookie at most; each visit begins it anew."""
GUESSES = "20/minute"
"""Codes that are none, from one address."""
WORDS = {
    "wallboard_display": "看板屏幕",
    "wallboard.add": "添加看板屏幕",
    "wallboard.revoke": "停用看板屏幕",
}
STATES = {False: ("在用", "good"), True: ("已停用", "over")}


class BoardView(CustomView):
    menu_label = "车间看板"
    icon = "fa fa-display"
    path = BOARD
    route_name = "wallboard"
    place = 9

    def is_accessible(self, request: Request) -> bool:
        """Whoever has not signed in may be a screen: its code is looked at by each page."""
        return getattr(request.state, "staff", None) is None or may(request, SEE)

    @route("")
    @login_not_required
    async def index(self, request: Request) -> Response:
        """The dashboard, or for a screen that is not known the place for its code."""
        code = await _code(request)
        assert self.templates is not None  # noqa: S101  # mounted
        context = {
            "shop": business().app.name,
            "known": code is not None,
            "refresh_ms": int(WallboardSettings.load().refresh.total_seconds() * 1000),
        }
        response = self.templates.TemplateResponse(request, "wallboard/board.html", context)
        response.headers["Cache-Control"] = "no-store"
        if code:
            _remember(response, code)
        return response

    @route("/open", methods=["POST"])
    @login_not_required
    async def open(self, request: Request) -> Response:
        """Takes a screen's code into its cookie."""
        code = str((await request.form()).get("code") or "").strip()
        limiter, address = resources_of(request).get(RateLimiter), request.client.host if request.client else ""
        try:
            await limit(limiter, GUESSES, "wallboard", address, peek=True)
            async with database_of(request).read() as session:
                display = await displays.known(session, code)
            if display is None:
                await limit(limiter, GUESSES, "wallboard", address)
                return RedirectResponse(f"{PATH}{BOARD}?wrong=1", 303)
        except RateLimited as error:
            raise HTTPException(429, error.text) from error
        response = RedirectResponse(f"{PATH}{BOARD}", 303)
        _remember(response, code)
        return response

    @route("/data")
    @login_not_required
    async def data(self, request: Request) -> Response:
        if await _code(request) is None:
            return JSONResponse({}, 401)
        async with database_of(request).read() as session:
            return JSONResponse(await board(session), headers={"Cache-Control": "no-store"})


async def _code(request: Request) -> str | None:
    """The code of the screen that asks, "" for staff; None for whoever may not see the page."""
    if getattr(request.state, "staff", None) is not None:
        return ""  # `is_accessible` has asked what he may
    code, database = request.cookies.get(COOKIE, ""), database_of(request)
    if not code:
        return None
    async with database.read() as session:
        display = await displays.known(session, code)
    if display is None:
        return None
    if displays.is_due(display):
        async with database.begin() as session:
            await displays.seen(session, display.id)
    return code


def _remember(response: Response, code: str) -> None:
    secure = settings().public_url.startswith("https://")
    response.set_cookie(
        COOKIE, code, max_age=KEPT_S, path=f"{PATH}{BOARD}", httponly=True, secure=secure, samesite="strict"
    )


class DisplayIn(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=40)


class DisplayView(View):
    read = SEE
    acts = {"revoke": MANAGE}  # noqa: RUF012  # a constant of the class
    menu_label = "看板屏幕"
    display_name = "看板屏幕"
    key = "wallboard-displays"
    icon = "fa fa-tv"
    place = 60
    named_by = "name"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="序号", exclude_from_list=True, **SHOWN_ONLY),
        StringField("name", label="名称", required=True, maxlength=40, help_text="挂在哪里，如“一车间东墙”"),
        state_field("revoked", "状态", STATES, **SHOWN_ONLY),
        moment_field("last_seen_at", "最近连接", **SHOWN_ONLY),
        moment_field("created_at", "添加时间", **SHOWN_ONLY),
    ]
    fields_default_sort = ("id",)
    searchable_fields = ("name",)
    sortable_fields = ()
    row_actions = ("view", "revoke")

    def __init__(self) -> None:
        super().__init__(Display)

    def can_create(self, request: Request) -> bool:
        return self.may(request, MANAGE)

    async def told_with(self, session: Any, rows: Any) -> None:  # noqa: ANN401  # as the view has them
        del session
        for row in rows:
            row.revoked = row.revoked_at is not None

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A new screen; its link is shown once."""
        body = read(DisplayIn, {"name": data["name"] or ""}, whole="name")
        async with database_of(request).begin() as session:
            display, code = await displays.add(session, staff_of_request(request).actor, body.name)
        link = f"{settings().public_url}{PATH}{BOARD}#{code}"
        flash(request, f"在“{display.name}”的浏览器里打开：{link}（只显示这一次）", "success")
        return await self.find_by_pk(request, display.id)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Display) -> bool:
        fits = name == "view" or obj.revoked_at is None
        return fits and await self.is_row_action_allowed(request, name)

    @row_action(
        "revoke",
        "停用",
        confirmation="这块屏幕立即打不开看板，链接作废。确定停用？",
        submit_btn_text="停用",
        submit_btn_class="btn btn-danger",
    )
    async def revoke(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await displays.revoke(session, staff_of_request(request).actor, int(pk))
