"""Pictures of the workshop, for the readme: `tests/screenshots.py` asks for them."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from console import change_password
from console import sign_in as sign_in_at_console
from phone import Phone
from playwright.sync_api import Browser, expect
from running import Shop
from workshop import ALARM, ALARMS, DEVICES, ORDER, open_device, repair, running_workshop, sign_in, simulating

MACHINE = {"code": "cnc-7", "type": "cnc", "name": "七号加工中心", "place": "一车间东侧", "group": "加工中心"}
EVERY = timedelta(minutes=5)
Picture = Callable[[Phone, str], None]


def show_workshop(browser: Browser, scratch: Path, into: Path, picture: Picture) -> None:
    """The phone of a member of staff while a machine runs hot, and the wall."""
    with running_workshop(scratch, scratch / "workshop.txt") as (shop, project):
        password = change_password(shop)
        tell_a_day(shop, password)
        page = browser.new_page(viewport={"width": 1040, "height": 940}, device_scale_factor=1.5, locale="zh-CN")
        page.goto(f"{shop.url}/preview/#/{DEVICES}")
        phone = Phone(page)
        sign_in(phone, shop.username, password)
        expect(phone.page).to_contain_text(str(MACHINE["name"]))
        with simulating(project, "--devices", "3", "--profile", "steady", "--profile", "spike"):
            phone.comes_to("模拟数控机床3")
            picture(phone, "devices")
            show_machine(phone, picture)
            show_repair(phone, picture)
            wall = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
            sign_in_at_console(wall, shop, password)
            wall.goto(f"{shop.url}/admin/wallboard")
            expect(wall.locator("section").first).to_be_visible()
            wall.screenshot(path=into / "wall.png")
            wall.close()
        page.close()


def show_machine(phone: Phone, picture: Picture) -> None:
    open_device(phone, str(MACHINE["name"]))
    phone.page.get_by_role("radio", name="24 小时").click()
    expect(phone.page.get_by_role("img", name=re.compile("^主轴温度曲线"))).to_be_visible()
    picture(phone, "device")


def show_repair(phone: Phone, picture: Picture) -> None:
    phone.open(ALARMS)
    phone.comes_to("主轴过热")
    picture(phone, "alarms")
    phone.page.get_by_role("link", name=re.compile("紧急告警")).first.click()
    phone.at(ALARM)
    phone.button("确认告警").click()
    expect(phone.page).to_contain_text("已确认")
    expect(phone.glass.get_by_text("已确认", exact=True)).to_be_hidden()  # what says so for a moment
    picture(phone, "alarm")
    phone.page.get_by_role("link", name=re.compile("^工单")).click()
    phone.at(ORDER)
    repair(phone, "换主轴轴承，试机正常")
    expect(phone.glass.get_by_text("已报验", exact=True)).to_be_hidden()
    phone.glass.locator(".page:not([hidden]) .page-scroll").evaluate("(page) => page.scrollTo(0, 0)")
    picture(phone, "work-order")


def tell_a_day(shop: Shop, password: str) -> None:
    """A machine that has told something all day, and runs hot now."""
    api = f"{shop.url}/api/v1"
    with httpx.Client(base_url=api) as client:
        given = {"username": shop.username, "password": password}
        token = client.post("/staff/login", json=given).raise_for_status().json()["token"]
        head = {"Authorization": f"Bearer {token}"}
        made = client.post("/staff/devices", json=MACHINE, headers=head).raise_for_status().json()
        login = (str(MACHINE["code"]), str(made["secret"]))
        now = datetime.now(UTC)
        for step in range(int(timedelta(hours=23) / EVERY), -1, -1):
            values = day(step)
            body = {"at": (now - step * EVERY).isoformat(), "values": values}
            client.post("/device/telemetry", json=body, auth=login).raise_for_status()


def day(step: int) -> dict[str, Any]:
    """What it tells so many steps ago: warm by day, still by night, hot in the end."""
    wave = math.sin(step / 23) * 9 + math.sin(step * 2.7) * 1.6
    hot = max(0.0, 9 - step) * 3.4
    return {
        "temperature": round(54 + wave + hot, 1),
        "vibration": round(2.2 + wave / 20 + hot / 12, 2),
        "running": True,
        "parts": 4100 - 3 * step,
    }
