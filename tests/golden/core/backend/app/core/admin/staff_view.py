"""Accounts of staff: hiring, roles, letting go, a new password."""

from typing import Any

from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import FormValidationError
from starlette_admin.fields import BooleanField, EnumField, IntegerField, StringField
from starlette_admin.flash import flash

from app.core.admin.access import database_of, staff_of_request
from app.core.admin.fields import lines, moment_field, told
from app.core.admin.view import View, acting, refusing
from app.core.errors import AppError
from app.core.staff import service
from app.core.staff.model import StaffAccount
from app.core.staff.roles import known_roles


def _role_names(account: StaffAccount) -> str:
    roles = known_roles()
    return lines([roles[held.role].label if held.role in roles else held.role for held in account.roles])


def _role_choices(_: Request) -> list[tuple[str, str]]:
    return [(role_id, role.label) for role_id, role in known_roles().items()]


async def _role_ids(_: Request, account: StaffAccount) -> list[str]:
    return [held.role for held in account.roles]


class StaffView(View):
    read = "staff.manage"
    menu_label = "员工"
    display_name = "员工"
    key = "staff"
    icon = "fa fa-users"
    place = 80
    named_by = "name"
    search_hint = "用户名或姓名"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号", exclude_from_create=True, exclude_from_edit=True),
        StringField("username", label="用户名", required=True, maxlength=40, exclude_from_edit=True),
        StringField("name", label="姓名", required=True, maxlength=40, exclude_from_edit=True),
        told("role_names", "角色", _role_names, exclude_from_edit=True),
        EnumField(
            "held",
            label="角色",
            multiple=True,
            choices_loader=_role_choices,
            getter=_role_ids,
            exclude_from_list=True,
            exclude_from_detail=True,
        ),
        BooleanField("active", label="在职", exclude_from_create=True, exclude_from_edit=True),
        BooleanField("must_change_password", label="待改密码", exclude_from_create=True, exclude_from_edit=True),
        moment_field("created_at", "加入时间", exclude_from_create=True, exclude_from_edit=True),
    ]
    searchable_fields = ["username", "name"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["id", "username"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "edit", "reset_password", "leave", "return"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(StaffAccount)

    def can_create(self, request: Request) -> bool:
        return self.may(request, self.read)

    def can_edit(self, request: Request) -> bool:
        return self.may(request, self.read)

    async def create(self, request: Request, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        """A new account; its one-time password is shown once."""
        try:
            staff_id, password = await service.hire(
                database_of(request),
                staff_of_request(request).actor,
                data["username"],
                data["name"],
                data["held"] or [],
            )
        except AppError as error:
            field = "held" if isinstance(error, service.RoleUnknown) else "username"
            raise FormValidationError({field: error.text}) from error
        _tell_password(request, data["username"], password)
        return await self.find_by_pk(request, staff_id)

    async def edit(self, request: Request, pk: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401  # the library's
        try:
            async with database_of(request).begin() as session:
                await service.set_roles(session, staff_of_request(request).actor, int(pk), data["held"] or [])
        except AppError as error:
            raise FormValidationError({"held": error.text}) from error
        return await self.find_by_pk(request, pk)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: StaffAccount) -> bool:
        fits = {"leave": obj.active, "return": not obj.active, "reset_password": obj.active}.get(name, True)
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("reset_password", "重置密码", confirmation="原密码会失效，确定重置？", submit_btn_text="重置")
    async def reset_password(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        with refusing():
            password = await service.reset_password(database_of(request), staff_of_request(request).actor, int(pk))
        _tell_password(request, (await self.find_by_pk(request, pk)).username, password)

    @row_action("leave", "停用", confirmation="停用后立即不能登录，确定停用？", submit_btn_text="停用")
    async def leave(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._set_active(request, pk, active=False)

    @row_action("return", "启用")
    async def come_back(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        await self._set_active(request, pk, active=True)

    async def _set_active(self, request: Request, pk: Any, *, active: bool) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            await service.set_active(session, staff_of_request(request).actor, int(pk), active)


def _tell_password(request: Request, username: str, password: str) -> None:
    flash(request, f"{username} 的一次性密码：{password}（只显示这一次，首次登录后必须修改）", "success")
