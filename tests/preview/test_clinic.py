"""A patient is entered, books a doctor, pays, takes another time; the desk has it, and cancels with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from clinic import (
    BOOKING,
    DOCTORS,
    FREE,
    MINE,
    PATIENTS,
    TIMES,
    add_oneself,
    choose_day,
    choose_doctor,
    pay,
)
from console import Console, change_password, sign_in
from phone import Phone
from playwright.sync_api import Browser, Page, expect
from projects import generated
from running import Shop, running_shop

from pintu.javascript.node import Node

pytestmark = pytest.mark.xdist_group("preview-run")

PATIENCE_MS = 60_000
NAME, NUMBER, MOBILE = "宋以宁", "330106199003076547", "13800001234"


@pytest.fixture
def clinic(node: Node, tmp_path: Path) -> Iterator[Shop]:
    del node  # without it nothing is bundled
    with running_shop(generated("clinic", tmp_path), tmp_path / "output.txt") as running:
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


def test_booked_and_cancelled(clinic: Shop, page: Page, browser: Browser) -> None:
    page.goto(f"{clinic.url}/preview/#/{DOCTORS}")
    phone = Phone(page)
    choose_doctor(phone, "沈砚医生")
    choose_day(phone)
    first_time(phone)
    pay(phone)
    another_time(phone)

    office = browser.new_page(locale="zh-CN")
    sign_in(office, clinic, change_password(clinic))
    console = Console(office)
    row = console.row("预约", "沈砚医生")
    expect(row).to_contain_text("已付")
    expect(row).not_to_contain_text(NAME)
    console.act("预约", "沈砚医生", "取消", reason="医生临时停诊")
    office.close()

    phone.open(MINE)
    phone.page.get_by_role("tab", name="已结束").click()
    phone.page.get_by_role("link").first.click()
    expect(phone.at(BOOKING)).to_contain_text("医生临时停诊")


def first_time(phone: Phone) -> None:
    """Whoever has not been there before agrees to what is kept of his health, and says who he is."""
    phone.page.get_by_role("button", name=FREE).first.click()
    expect(phone.glass.get_by_text("健康信息", exact=True)).to_be_visible()
    phone.button("同意").click()
    phone.button("添加就诊人").click()
    add_oneself(phone, NAME, NUMBER, MOBILE)
    expect(phone.at(PATIENTS)).not_to_contain_text(NUMBER)
    phone.back()
    phone.at(TIMES)
    phone.button("预约").click()


def another_time(phone: Phone) -> None:
    before = phone.page.inner_text()
    phone.button("改期").click()
    phone.at(TIMES)
    choose_day(phone)
    phone.page.get_by_role("button", name=FREE).last.click()
    phone.button("改到这时").click()
    phone.at(BOOKING)
    phone.comes_to("预约成功")
    assert phone.page.inner_text() != before
