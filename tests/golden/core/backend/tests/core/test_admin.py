"""The console: its entrance, its pages, and that nobody sees what his role does not allow."""

import re
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route

from app.core import audit, jobs
from app.core.admin import View
from app.core.admin import view as view_module
from app.core.admin.audit_view import AuditView
from app.core.admin.jobs_view import JobsView
from app.core.admin.staff_view import StaffView
from app.core.audit import AuditEntry
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.jobs.queue import HANDLERS
from app.core.staff import Staff
from app.core.staff.model import StaffAccount
from app.core.staff.service import first_owner
from app.registry import MODULES
from tests import environment
from tests.console import CSRF_COOKIE, Console
from tests.types import Configure, OpenConsole
from tests.worded import wordless

NEW_PASSWORD = "correct-horse-9"
TESTS_OWN = ("test.", "payment_tests.")
OPEN_TO_ALL = {"/", "/password", "/logout", "/login"}
"""What whoever is signed in may open: the first page shows nothing that he may not see."""


@pytest.fixture
async def stranger(app: FastAPI, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    del database
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=environment.ORIGIN) as client:
        yield client


def views() -> Sequence[View]:
    added = [view for module in MODULES for view in module.admin() if isinstance(view, View)]
    return [*added, StaffView(), AuditView(), JobsView()]


def routes_of(app: FastAPI) -> Sequence[BaseRoute]:
    [mounted] = [route.app for route in app.routes if isinstance(route, Mount) and route.path == "/admin"]
    assert isinstance(mounted, Starlette)
    return mounted.routes


async def sign_in(client: httpx.AsyncClient, password: str, username: str = "owner") -> httpx.Response:
    await client.get("/admin/login")
    form = {"username": username, "password": password, "csrf_token": client.cookies[CSRF_COOKIE]}
    return await client.post("/admin/login", data=form, headers={"X-CSRFToken": client.cookies[CSRF_COOKIE]})


class TestEntrance:
    async def test_one_time_password_first(self, stranger: httpx.AsyncClient, database: Database) -> None:
        _, password = await first_owner(database) or ("", "")
        entered = await sign_in(stranger, password)
        assert entered.headers["location"].endswith("/admin/password")
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/admin" in cookie
        browser = Console(stranger, 1)
        assert (await browser.get("")).headers["location"].endswith("/admin/password")
        assert (await browser.get("staff/list")).status_code == 403
        assert (await browser.get("roles")).status_code == 403
        unlike = await browser.post("password", {"old": password, "new": NEW_PASSWORD, "again": "x"})
        assert (unlike.status_code, "不一致" in unlike.text) == (422, True)
        changed = await browser.post("password", {"old": password, "new": NEW_PASSWORD, "again": NEW_PASSWORD})
        assert changed.status_code == 303
        assert (await browser.get("staff/list")).status_code == 303
        await sign_in(stranger, NEW_PASSWORD)
        assert (await browser.get("staff/list")).status_code == 200

    async def test_wrong_password(self, stranger: httpx.AsyncClient) -> None:
        refused = await sign_in(stranger, "wrong")
        assert (refused.status_code, "用户名或密码不正确" in refused.text) == (400, True)

    async def test_nothing_without_signing_in(self, stranger: httpx.AsyncClient) -> None:
        for path in ("", "staff/list", "roles", "_api/staff/relation-lookup"):
            assert "/admin/login" in (await stranger.get(f"/admin/{path}")).headers["location"]

    async def test_forms_of_other_sites_are_refused(self, console: OpenConsole, database: Database) -> None:
        browser = await console("*")
        form = {"username": "mallory", "name": "马", "held": "owner"}
        assert (await browser.client.post("/admin/staff/create", data=form)).status_code == 403
        assert (await browser.client.post("/admin/_api/staff/row-action?pk=1&name=leave")).status_code == 403
        async with database.read() as session:
            assert await session.scalar(sa.select(AuditEntry.id).where(AuditEntry.action == "staff.hire")) is None


class TestLongLists:
    async def test_only_so_many_rows_can_be_paged_through(
        self, console: OpenConsole, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(view_module, "MOST_ROWS", 25)
        browser = await console("audit.read")

        async def shown(page: int) -> tuple[int, bool]:
            text = await browser.text("audit/list", page=page)
            return len(set(re.findall(r"第\d+行", text))), "只列出前 25 条" in text

        async def record(*numbers: int) -> None:
            async with database.begin() as session:
                for number in numbers:
                    await audit.record(session, SYSTEM, "staff.hire", "staff", number, name=f"第{number}行")

        await record(*range(25))
        assert [await shown(page) for page in (1, 2, 3)] == [(20, False), (5, False), (0, False)]
        await record(25)
        assert [await shown(page) for page in (1, 2, 3)] == [(20, True), (5, True), (0, True)]


class TestPermissions:
    async def test_a_role_that_holds_nothing_sees_nothing(self, app: FastAPI, console: OpenConsole) -> None:
        """Every route of the mounted console, for every view, with every method."""
        browser = await console()
        front = await browser.text("")
        assert re.findall(r'class="[^"]*nav-link[^"]*"\s+href="[^"]*/admin(/[^"]*)"', front) == ["/", "/password"]
        assert "figure-card" not in front
        seen = {}
        for route in routes_of(app):
            if not isinstance(route, Route) or route.path in OPEN_TO_ALL:
                continue
            for key in [view.key for view in views()] if "{key}" in route.path else [""]:
                path = re.sub(r"\{\w+(:\w+)?\}", "x", route.path.replace("{key}", key or ""))
                for method in sorted((route.methods or set()) - {"HEAD"}):
                    headers = {"X-CSRFToken": browser.client.cookies[CSRF_COOKIE]}
                    address = f"/admin{path}?pk=1&pks=1&name=edit&field=id&q=1"
                    answer = await browser.client.request(method, address, headers=headers)
                    refused = answer.status_code in {403, 404} or (
                        answer.status_code == 400 and path.endswith("action") and answer.json()["msg"] == "禁止访问"
                    )
                    if not refused:
                        seen[f"{method} {path}"] = (answer.status_code, answer.text[:200])
        assert seen == {}

    @pytest.mark.parametrize("view", views(), ids=lambda view: str(view.key))
    async def test_a_role_that_only_reads_changes_nothing(self, view: View, configure: Configure) -> None:
        configure(roles={"reader": {"label": "只读", "can": [view.read]}})
        request = Request({"type": "http", "state": {}, "query_string": b"", "headers": []})
        request.state.staff = Staff(1, "reader", "只读", ("reader",), must_change_password=False)
        allowed = {name for name in view._row_actions if await view.is_row_action_allowed(request, name)}  # noqa: SLF001  # all there are
        writes = {name for name, permission in view.acts.items() if permission != view.read}
        assert not allowed & writes
        assert allowed <= {"view"} or view.read in {"staff.manage", "jobs.manage"}
        if view.read != "staff.manage":
            assert [view.can_create(request), view.can_edit(request)] == [False, False]
        assert not any(can(request) for can in (view.can_delete, view.can_export, view.can_import))

    async def test_actions_on_what_is_not_there(self, console: OpenConsole) -> None:
        browser = await console("*")
        for row in (4711, "abc", "9" * 30):
            answer = await browser.post(f"_api/staff/row-action?pk={row}&name=leave")
            assert answer.status_code == 400
            assert (await browser.get("staff/detail", pk=row)).status_code == 404


class TestPages:
    async def test_no_resources_of_other_hosts(self, console: OpenConsole) -> None:
        browser = await console("*")
        pages = {"", "roles", "password"}
        for view in views():
            pages |= {f"{view.key}/list"}
            if (await browser.get(f"{view.key}/create")).status_code == 200:
                pages |= {f"{view.key}/create"}
        links = re.compile(r"""\s(?:src|href|action)\s*=\s*["']([^"']+)|url\(["']?([^"')]+)|@import\s+["']([^"']+)""")
        styles = set()
        for page in pages:
            text = await browser.text(page)
            for link in ("".join(found) for found in links.findall(text)):
                assert link.startswith((environment.ORIGIN, "/", "#", "data:", "?")), (page, link)
                assert not link.startswith("//"), (page, link)
                if ".css" in link:
                    styles.add(link)
        assert styles
        for style in styles:
            rules = (await browser.client.get(style)).raise_for_status().text
            assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^"')]+""", rules) == [], style

    async def test_in_chinese(self, console: OpenConsole) -> None:
        browser = await console("*")
        for view in views():
            page = await browser.text(f"{view.key}/list")
            words = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
            english = set(re.findall(r"\b[A-Z][a-z]{3,}\b", words))
            assert not english, (view.key, english)

    async def test_first_page(self, console: OpenConsole, database: Database) -> None:
        async with database.begin() as session:
            await jobs.schedule(session, "core.purge_jobs", key="dead")
            await session.execute(sa.update(jobs.Job).values(state="dead"))
        manager = await (await console("jobs.manage")).text("")
        assert "已放弃的后台任务" in manager
        assert "figure-card waits" in manager
        assert "已放弃的后台任务" not in await (await console("audit.read")).text("")

    def test_every_job_has_words(self, app: FastAPI) -> None:
        del app
        assert wordless(*(name for name in HANDLERS if not name.startswith(TESTS_OWN))) == []

    def test_every_module_with_demo_data_has_a_word(self, app: FastAPI) -> None:
        del app
        assert wordless(*(module.name for module in MODULES if module.seed)) == []

    async def test_roles_in_words(self, console: OpenConsole) -> None:
        text = await (await console("staff.manage")).text("roles")
        assert "负责人" in text
        assert "可以使用全部功能" in text
        assert "查看操作记录" in text

    async def test_the_shops_colour(self, console: OpenConsole) -> None:
        assert "--brand: #" in await (await console()).text("")


class TestStaff:
    async def test_hire_change_and_let_go(self, console: OpenConsole, database: Database) -> None:
        await first_owner(database)
        browser = await console("staff.manage", "audit.read")
        made = await browser.post("staff/create", {"username": "xiaoli", "name": "小李", "held": "owner"})
        assert made.status_code == 303
        listed = await browser.text("staff/list")
        assert "xiaoli 的一次性密码" in listed
        assert "小李" in listed
        assert "xiaoli 的一次性密码" not in await browser.text("staff/list")
        taken = await browser.post("staff/create", {"username": "xiaoli", "name": "小李", "held": "owner"})
        assert (taken.status_code, "用户名已被使用" in taken.text) == (422, True)
        nobody = await browser.post("staff/create", {"username": "xiaowang", "name": "小王", "held": "king"})
        assert (nobody.status_code, "没有这个角色" in nobody.text) == (422, True)
        async with database.read() as session:
            hired = await session.scalar(sa.select(StaffAccount.id).where(StaffAccount.username == "xiaoli"))
        assert hired is not None
        assert (await browser.act("staff", hired, "leave")).status_code == 200
        assert (await browser.act("staff", hired, "leave")).status_code == 400
        assert (await browser.act("staff", hired, "return")).status_code == 200
        text = await browser.text("audit/list")
        for words in ("新增员工", "启用或停用员工", "测试员工", "角色 owner"):
            assert words in text

    async def test_the_last_owner_stays(self, console: OpenConsole, database: Database) -> None:
        await first_owner(database)
        refused = await (await console("staff.manage")).act("staff", 1, "leave")
        assert (refused.status_code, refused.json()["msg"]) == (400, "至少要保留一位负责人")

    async def test_retry_a_job(self, console: OpenConsole, database: Database) -> None:
        async with database.begin() as session:
            await jobs.schedule(session, "core.purge_jobs", key="dead")
            await session.execute(sa.update(jobs.Job).values(state="dead"))
        browser = await console("jobs.manage")
        assert "清理已完成的任务" in await browser.text("jobs/list", state="dead")
        assert (await browser.act("jobs", 1, "retry")).status_code == 200
        assert (await browser.act("jobs", 1, "retry")).status_code == 400
        assert "清理已完成的任务" not in await browser.text("jobs/list", state="dead")
