"""What each role may do. Roles are decided in `business.toml`; here they are only read."""

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route
from starlette_admin.views import CustomView

from app.core.admin.access import may
from app.core.business import Scope
from app.core.staff.permissions import KNOWN
from app.core.staff.roles import covers, known_roles

SCOPES: dict[Scope, str] = {"self": "本人经手", "store": "本店", "all": "全部"}


class RolesView(CustomView):
    menu_label = "角色"
    icon = "fa fa-id-badge"
    path = "/roles"
    route_name = "roles"
    place = 81

    def is_accessible(self, request: Request) -> bool:
        return may(request, "staff.manage")

    @route("")
    async def index(self, request: Request) -> Response:
        roles = [
            {
                "id": role_id,
                "label": role.label,
                "scope": SCOPES[role.scope],
                "may": [known.label for known in KNOWN.values() if any(covers(can, known.id) for can in role.can)],
                "everything": "*" in role.can,
            }
            for role_id, role in known_roles().items()
        ]
        assert self.templates is not None  # noqa: S101  # mounted
        return self.templates.TemplateResponse(request, "roles.html", {"title": self.menu_label, "roles": roles})
