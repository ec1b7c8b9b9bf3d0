"""A spike at a machine turns into one alarm and one work order, which is closed on the phone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from console import change_password
from console import sign_in as sign_in_at_console
from phone import Phone
from playwright.sync_api import Browser, Page, expect
from running import Shop
from workshop import (
    ALARM,
    ALARMS,
    DEVICE,
    DEVICES,
    MACHINE,
    ORDER,
    REPORT,
    REPORTED,
    accept,
    open_device,
    repair,
    running_workshop,
    scan,
    sign_in,
    simulating,
)

from pintu.javascript.node import Node

pytestmark = pytest.mark.xdist_group("preview-run")
PATIENCE_MS = 60_000


@pytest.fixture
def workshop(node: Node, tmp_path: Path) -> Iterator[tuple[Shop, Path]]:
    del node  # without it nothing is bundled
    with running_workshop(tmp_path, tmp_path / "output.txt") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A screen on which nothing goes wrong."""
    problems: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 1000}, locale="zh-CN")
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield page
    expect.set_options(timeout=5000)
    page.close()
    assert problems == []


def test_a_spike_is_seen_and_repaired(workshop: tuple[Shop, Path], page: Page, browser: Browser) -> None:
    shop, project = workshop
    password = change_password(shop)
    page.goto(f"{shop.url}/preview/#/{DEVICES}")
    phone = Phone(page)
    sign_in(phone, shop.username, password)
    expect(phone.at(DEVICES)).to_contain_text("没有设备")

    with simulating(project, "--devices", "1", "--profile", "spike"):
        look_at_machine(phone)
        repair_what_the_alarm_asks_for(phone)
        scan_its_label(phone, f"{shop.url}/repair?asset=sim-cnc-1")
        wall = wall_of(browser, shop, password)
        expect(wall.get_by_text(f"{MACHINE} 主轴过热")).to_be_visible()
        expect(wall.locator("section", has_text="未恢复的告警").locator(".figure").first).to_have_text("1紧急")
        wall.close()

    token = httpx.post(f"{shop.url}/api/v1/staff/login", json={"username": shop.username, "password": password})
    head = {"Authorization": f"Bearer {token.raise_for_status().json()['token']}"}
    told = [(one["title"], one["work_order"]["status_label"]) for one in listed(shop, "alarms", head)]
    made = [one["status"] for one in listed(shop, "work-orders", head) if one["title"] == f"{MACHINE}：主轴过热"]
    assert (told, made) == ([("主轴过热", "已关闭")], ["closed"])


def look_at_machine(phone: Phone) -> None:
    """What it tells as it comes, with and without a connection, and a command to it."""
    phone.comes_to(MACHINE)
    expect(phone.page).to_contain_text("在线")
    device = open_device(phone, MACHINE)
    expect(device).to_contain_text("实时")
    expect(device.get_by_role("radio", name=re.compile(r"^主轴温度 1[5-9]\d"))).to_be_visible()
    expect(device.get_by_role("img", name=re.compile("^主轴温度曲线，最低"))).to_be_visible()
    phone.set_network("断网")
    expect(device).to_contain_text("连接中断，正在重试")
    phone.set_network("Wi-Fi")
    expect(device).to_contain_text("实时")
    phone.page.locator("input").last.fill("主轴过热")
    phone.button("停机").click()
    phone.confirm("确定")
    expect(phone.page).to_contain_text("已执行")


def repair_what_the_alarm_asks_for(phone: Phone) -> None:
    phone.open(ALARMS)
    phone.comes_to("主轴过热")
    alarms = phone.page.get_by_role("link", name=re.compile("告警"))
    expect(alarms).to_have_count(1)
    alarms.click()
    alarm = phone.at(ALARM)
    phone.button("确认告警").click()
    expect(alarm).to_contain_text("未恢复、已确认")
    alarm.get_by_role("link", name=re.compile("^工单")).click()
    repair(phone, "换主轴轴承，试机正常")
    accept(phone)
    expect(phone.at(ORDER)).to_contain_text("已关闭")


def scan_its_label(phone: Phone, label: str) -> None:
    """It leads staff to the machine, and anybody to reporting that something is wrong with it."""
    phone.open(DEVICES)
    scan(phone, "扫设备上的码", label)
    expect(phone.at(DEVICE)).to_contain_text(MACHINE)
    phone.open(REPORT)
    scan(phone, "扫设备上的码", label)
    expect(phone.page.locator("input").first).to_have_value("sim-cnc-1")
    phone.page.locator("textarea").fill("主轴又响了")
    phone.button("提交报修").click()
    expect(phone.at(REPORTED)).to_contain_text(MACHINE)


def wall_of(browser: Browser, shop: Shop, password: str) -> Page:
    """The dashboard on a big screen, opened by somebody of the staff."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    sign_in_at_console(page, shop, password)
    page.goto(f"{shop.url}/admin/wallboard")
    return page


def listed(shop: Shop, what: str, head: dict[str, str]) -> list[dict[str, Any]]:
    answer = httpx.get(f"{shop.url}/api/v1/staff/{what}", headers=head).raise_for_status()
    return list(answer.json()["items"])
