"""Keys and webhooks at the console."""

import re

import pytest

from app.modules.open_api import keys, webhooks
from tests.open_api.partners import EVERYTHING, URL, Receiver
from tests.types import DrainJobs, OpenClient, OpenConsole

TOKEN, SECRET = re.compile(r"的密钥：(ak_[\w-]+)（"), re.compile(r"推送密钥：(whsec_[\w+/=]+)（")
NAME = next(iter(webhooks.events()))


@pytest.fixture(autouse=True)
def one_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else this business opens."""
    monkeypatch.setattr(keys, "SCOPES", {object: "open_api.read"})


async def test_a_key_is_shown_once(console: OpenConsole, open_client: OpenClient) -> None:
    clerk = await console(EVERYTHING)
    form = {"name": "客户甲", "granted": "open_api.read", "until": ""}
    assert (await clerk.post("api-keys/create", form)).status_code == 303
    shown = TOKEN.search(await clerk.text("api-keys/list"))
    assert shown
    page = await clerk.text("api-keys/list")
    for words in ("客户甲", "可用", "查看接口密钥与推送"):
        assert words in page
    assert shown[1] not in page
    caller = await open_client(shown[1])
    assert (await caller.get("/open/key")).status_code == 200
    assert "已有同名" in (await clerk.post("api-keys/create", form)).text
    assert (await clerk.post("api-keys/create", {**form, "name": ""})).status_code == 422
    ended = {**form, "name": "客户乙", "until": "2020-01-01T00:00:00"}
    assert (await clerk.post("api-keys/create", ended)).status_code == 303
    assert "已过期" in await clerk.text("api-keys/list")
    assert (await clerk.act("api-keys", 1, "revoke")).status_code == 200
    assert "已停用" in await clerk.text("api-keys/detail", pk=1)
    assert (await caller.get("/open/key")).status_code == 401


async def test_a_webhook_and_its_deliveries(console: OpenConsole, drain_jobs: DrainJobs, receiver: Receiver) -> None:
    clerk = await console(EVERYTHING)
    form = {"url": URL, "wanted": NAME, "active": "on"}
    assert (await clerk.post("webhooks/create", form)).status_code == 303
    first = SECRET.search(await clerk.text("webhooks/list"))
    assert first
    assert first[1] not in await clerk.text("webhooks/list")
    assert "已经登记过" in (await clerk.post("webhooks/create", form)).text
    assert "必须是 https" in (await clerk.post("webhooks/create", {**form, "url": "ftp://x.example.com"})).text
    page = await clerk.text("webhooks/detail", pk=1)
    for words in (NAME, "is_genuine", "Webhook-Signature"):
        assert words in page
    assert (await clerk.act("webhooks", 1, "secret")).status_code == 200
    second = SECRET.search(await clerk.text("webhooks/list"))
    assert second
    assert second[1] != first[1]
    receiver.answers = [410] * 4
    assert (await clerk.act("webhooks", 1, "ping")).status_code == 200
    assert (await clerk.post("webhooks/edit?pk=1", {"url": f"{URL}/2", "wanted": NAME})).status_code == 303
    await drain_jobs()
    assert "1" in await clerk.text("")
    page = await clerk.text("webhook-deliveries/list?status=dead")
    for words in ("webhook.ping", "已停用", "已放弃", f"{URL}/2"):
        assert words in page
    assert (await clerk.post("webhooks/edit?pk=1", form)).status_code == 303
    assert (await clerk.act("webhook-deliveries", 1, "redeliver")).status_code == 200
    assert (await clerk.act("webhook-deliveries", 1, "redeliver")).status_code == 400
    await drain_jobs()
    assert "HTTP 410" in await clerk.text("webhook-deliveries/detail", pk=1)


async def test_only_who_may(console: OpenConsole) -> None:
    reader = await console("open_api.read")
    for key, form in (("api-keys", {"name": "x"}), ("webhooks", {"url": URL})):
        assert (await reader.post(f"{key}/create", form)).status_code in {302, 303, 403}
        assert "没有数据" in await reader.text(f"{key}/list") or "共 0" in await reader.text(f"{key}/list")
