"""One's own password; nothing else is open until a one-time password has been changed."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin.access import COOKIE, PATH, database_of, staff_of_request
from app.core.errors import AppError
from app.core.staff.schemas import PasswordChange
from app.core.staff.service import change_password


class PasswordView(CustomView):
    menu_label = "修改密码"
    icon = "fa fa-key"
    path = "/password"
    route_name = "password"

    @route("", methods=["GET", "POST"])
    async def index(self, request: Request) -> Response:
        """A changed password ends every session: the next page is the entrance."""
        problem = await self._change(request) if request.method == "POST" else ""
        if problem is None:
            response = RedirectResponse(f"{PATH}/login", 303)
            response.delete_cookie(COOKIE, path=PATH)
            return response
        assert self.templates is not None  # noqa: S101  # mounted
        context = {
            "title": self.menu_label,
            "problem": problem,
            "first": staff_of_request(request).must_change_password,
        }
        return self.templates.TemplateResponse(request, "password.html", context, 422 if problem else 200)

    async def _change(self, request: Request) -> str | None:
        """What is wrong; None when it was changed."""
        form = await request.form()
        try:
            body = PasswordChange(old=str(form.get("old")), new=str(form.get("new")))
            if body.new != form.get("again"):
                return "两次输入的新密码不一致"
            await change_password(database_of(request), staff_of_request(request).id, body.old, body.new)
        except ValidationError:
            return "新密码太短"
        except AppError as error:
            return error.text
        return None
