"""Who did what, newest first. Read only, as in the database."""

import json

from starlette_admin.fields import IntegerField, StringField

from app.core.admin.fields import moment_field, told
from app.core.admin.view import View
from app.core.audit import AuditEntry


def _actor(entry: AuditEntry) -> str:
    return entry.actor_kind if entry.actor_id is None else f"{entry.actor_kind}:{entry.actor_id}"


def _details(entry: AuditEntry) -> str:
    return json.dumps(entry.details, ensure_ascii=False) if entry.details else "—"


class AuditView(View):
    read = "audit.read"
    menu_label = "操作记录"
    display_name = "操作记录"
    key = "audit"
    icon = "fa fa-clock-rotate-left"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("id", label="编号"),
        moment_field("at", "时间"),
        told("actor", "操作者", _actor),
        StringField("action", label="操作"),
        StringField("entity", label="对象"),
        IntegerField("entity_id", label="对象编号"),
        told("what", "内容", _details),
        StringField("request_id", label="请求编号", exclude_from_list=True),
    ]
    fields_default_sort = [("id", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["action", "entity"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["id", "at"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(AuditEntry)
