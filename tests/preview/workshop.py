"""A workshop that runs: its machines, and what a member of staff does with them on the phone at `/preview/`."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from phone import Phone
from playwright.sync_api import Locator, expect
from processes import free_port
from projects import ROOT, pintu
from running import Shop, running_shop

BLUEPRINT = ROOT / "tests" / "blueprints" / "workshop.yaml"
DEVICES = "modules/device/pages/devices/index"
DEVICE = "modules/device/pages/detail/index"
ALARMS = "modules/alert/pages/alarms/index"
ALARM = "modules/alert/pages/detail/index"
REPORT = "modules/work_order/pages/request/index"
REPORTED = "modules/work_order/pages/request_status/index"
ORDER = "modules/work_order/pages/detail/index"
MACHINE = "模拟数控机床1"
"""As the simulator calls the first one."""


@contextmanager
def running_workshop(folder: Path, log: Path) -> Iterator[tuple[Shop, Path]]:
    """The workshop and its project, for as long as the block lasts; its broker listens at a port of its own."""
    project = folder / "workshop"
    done = pintu("generate", BLUEPRINT, "-o", project)
    assert done.returncode == 0, done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEVICE_MQTT_LISTEN", f"127.0.0.1:{free_port()}")
        with running_shop(project, log) as shop:
            yield shop, project


@contextmanager
def simulating(project: Path, *words: str) -> Iterator[None]:
    """`pintu simulate` beside the block."""
    command = [sys.executable, "-m", "pintu", "simulate", str(project), *words]
    output = (project.parent / "simulate.txt").open("w", encoding="utf-8")
    with output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGINT)  # the simulator is a process of its own below it


def sign_in(phone: Phone, username: str, password: str) -> None:
    """As a member of staff, on a page that asks for it."""
    phone.page.get_by_placeholder("员工账号").fill(username)
    phone.page.get_by_placeholder("密码", exact=True).fill(password)
    phone.button("登录").click()


def open_device(phone: Phone, name: str) -> Locator:
    """From the list."""
    phone.at(DEVICES).get_by_role("link", name=re.compile(f"^{name}")).click()
    return phone.at(DEVICE)


def sign(phone: Phone) -> None:
    """With a finger, in the order's place for it."""
    pad = phone.page.get_by_role("img", name="在这里签名")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = phone.frame.mouse
    mouse.move(box["x"] + 40, box["y"] + 30)
    mouse.down()
    for step in range(1, 9):
        mouse.move(box["x"] + 40 + step * 20, box["y"] + 30 + (step % 2) * 50)
    mouse.up()
    phone.button("用这个签名").click()


def repair(phone: Phone, result: str) -> None:
    """The order on the screen, from nobody's to one that waits to be accepted."""
    phone.button("领单").click()
    phone.button("接单开工").click()
    for item in ("断电挂牌后再动手", "试运行十分钟，无异响"):
        box = phone.page.get_by_role("checkbox", name=item)
        box.click()
        expect(box).to_have_attribute("aria-checked", "true")
    sign(phone)
    expect(phone.page.get_by_role("img", name=re.compile("^签名"))).to_be_visible()
    phone.page.get_by_placeholder("怎样修好的").fill(result)
    phone.button("完工报验").click()
    expect(phone.page).to_contain_text("待验收")


def scan(phone: Phone, name: str, text: str) -> None:
    """The button `name` opens the camera; what it sees is typed in the preview."""
    phone.button(name).click()
    phone.glass.get_by_test_id("scan-result").fill(text)
    phone.glass.get_by_test_id("scan-confirm").click()


def accept(phone: Phone) -> None:
    phone.button("验收通过").click()
    phone.confirm("确定")
