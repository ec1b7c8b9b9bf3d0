"""Devices at the console."""

import re

import httpx

from app.core.database import Database
from tests.device.machines import Machine, machine
from tests.types import OpenConsole

FORM = {"code": "cnc-1", "type": "cnc", "name": "一号机", "place": "一车间", "group": "车床", "gateway": ""}
SECRET = re.compile(r"cnc-1 的密钥：([\w-]+)（")


async def test_registered_and_the_secret_is_shown_once(
    console: OpenConsole, client: httpx.AsyncClient, database: Database
) -> None:
    boss = await console("device.*")
    made = await boss.post("devices/create", FORM)
    assert made.status_code == 303
    listed = await boss.text("devices/list")
    secret = SECRET.search(listed)
    assert secret
    for words in ("一号机", "数控机床", "未激活", "一车间"):
        assert words in listed
    assert secret[1] not in await boss.text("devices/list")
    assert (await Machine(1, "cnc-1", secret[1]).tells(client, temperature=20, nonsense=1)).status_code == 200
    shown = await boss.text("devices/detail", pk=1)
    for words in ("主轴温度 20 °C", "未知测点 1 次", "在线"):
        assert words in shown
    assert "已被使用" in (await boss.post("devices/create", FORM)).text
    assert "没有这种设备类型" in (await boss.post("devices/create", {**FORM, "code": "x", "type": "robot"})).text
    unknown = await boss.post("devices/create", {**FORM, "code": "x", "gateway": "nobody"})
    assert "网关不存在" in unknown.text
    await machine(database, "gw-1", type="gateway", name="网关一")
    assert (await boss.post("devices/edit?pk=1", {**FORM, "gateway": "gw-1"})).status_code == 303
    assert "gw-1" in await boss.text("devices/detail", pk=1)


async def test_a_new_secret_and_out_of_use(console: OpenConsole, client: httpx.AsyncClient, database: Database) -> None:
    boss, lathe = await console("device.*"), await machine(database)
    assert (await boss.act("devices", lathe.id, "secret")).status_code == 200
    secret = SECRET.search(await boss.text("devices/list"))
    assert secret
    assert (await lathe.tells(client, temperature=20)).status_code == 401
    renewed = Machine(lathe.id, lathe.code, secret[1])
    assert (await renewed.tells(client, temperature=20)).status_code == 200
    assert (await boss.act("devices", lathe.id, "disable")).status_code == 200
    assert (await renewed.tells(client, temperature=20)).status_code == 401
    assert "已停用" in await boss.text("devices/list")
    assert (await boss.act("devices", lathe.id, "enable")).status_code == 200
    assert (await renewed.tells(client, temperature=20)).status_code == 200


async def test_who_may_only_look(console: OpenConsole, database: Database) -> None:
    lathe, reader = await machine(database), await console("device.read")
    assert "一号机" in await reader.text("devices/list?status=inactive&type=cnc")
    assert "一号机" not in await reader.text("devices/list?status=online")
    assert (await reader.get("devices/create")).status_code == 403
    for name in ("secret", "disable"):
        assert (await reader.act("devices", lathe.id, name)).status_code == 400
    assert "在线设备" in await reader.text("")
