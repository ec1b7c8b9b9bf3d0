"""Work in the background that waits or has failed."""

import json
from typing import Any

from starlette.requests import Request
from starlette_admin.actions import row_action
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import IntegerField, StringField

from app.core import audit, jobs
from app.core.admin.access import staff_of_request
from app.core.admin.fields import moment_field, state_field, told
from app.core.admin.view import Narrowing, View, acting
from app.core.admin.words import in_words
from app.core.jobs import Job

STATES = {"ready": ("等待中", "waits"), "done": ("已完成", "good"), "dead": ("已放弃", "bad")}


class JobsView(View):
    read = "jobs.manage"
    menu_label = "后台任务"
    display_name = "后台任务"
    key = "jobs"
    icon = "fa fa-gears"
    place = 83
    named_by = "handler"
    search_hint = "任务代号"
    narrowings = (
        Narrowing("state", "状态", {key: word for key, (word, _) in STATES.items()}, lambda state: Job.state == state),
    )
    pk_attr = "seq"
    fields = [  # noqa: RUF012  # the library reads it from the class
        IntegerField("seq", label="编号"),
        told("task", "任务", lambda job: in_words(job.handler)),
        StringField("handler", label="代号", exclude_from_list=True),
        state_field("state", "状态", STATES),
        IntegerField("failures", label="失败次数"),
        StringField("error", label="上次错误"),
        moment_field("run_at", "计划时间"),
        moment_field("finished_at", "完成时间"),
        told("content", "内容", lambda job: json.dumps(job.payload, ensure_ascii=False), exclude_from_list=True),
        StringField("request_id", label="请求编号", exclude_from_list=True),
    ]
    fields_default_sort = [("seq", True)]  # noqa: RUF012  # the library reads it from the class
    searchable_fields = ["handler"]  # noqa: RUF012  # the library reads it from the class
    sortable_fields = ["seq", "run_at"]  # noqa: RUF012  # the library reads it from the class
    row_actions = ["view", "retry"]  # noqa: RUF012  # the library reads it from the class

    def __init__(self) -> None:
        super().__init__(Job)

    async def is_row_action_allowed_for_obj(self, request: Request, name: str, obj: Job) -> bool:
        fits = name != "retry" or obj.state == "dead"
        return fits and await self.is_row_action_allowed(request, name)

    @row_action("retry", "重试", confirmation="再试一次？", submit_btn_text="重试")
    async def retry(self, request: Request, pk: Any) -> None:  # noqa: ANN401  # the library's
        async with acting(request) as session:
            if not await jobs.revive(session, int(pk)):
                raise ActionFailed("这个任务已经在处理了")
            await audit.record(session, staff_of_request(request).actor, "job.retry", "job", int(pk))
