"""A chapter of a course is bought and learned, with a film that really plays; staff see how far the learner is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from console import Console, change_password, sign_in
from phone import CHECKOUT, RESULT, Phone, submit
from playwright.sync_api import Browser, Page, expect
from projects import generated
from running import Shop, running_shop

from pintu.javascript.node import Node

pytestmark = pytest.mark.xdist_group("preview-run")

PATIENCE_MS = 60_000
COURSES = "pages/course/courses/index"
MINE = "pages/course/mine/index"
COURSE = "modules/course/pages/course/index"
LESSON = "modules/course/pages/lesson/index"


@pytest.fixture
def school(node: Node, tmp_path: Path) -> Iterator[Shop]:
    del node  # without it nothing is bundled
    with running_shop(generated("training", tmp_path), tmp_path / "output.txt") as running:
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


def test_bought_and_learned(school: Shop, page: Page, browser: Browser) -> None:
    page.goto(f"{school.url}/preview/#/{COURSES}")
    phone = Phone(page)
    look_around(phone)
    buy_a_chapter(phone)
    watch_its_film(phone)
    phone.open(MINE)
    expect(phone.at(MINE)).to_contain_text("已学 14%")

    office = browser.new_page(locale="zh-CN")
    sign_in(office, school, change_password(school))
    console = Console(office)
    expect(console.row("课程购买", "照明电路")).to_contain_text("已开通")
    expect(console.row("学员", "14%")).to_contain_text("低压电工上岗实操")
    office.close()


def look_around(phone: Phone) -> None:
    """What costs something is closed, but for its preview."""
    phone.at(COURSES).get_by_role("link", name="低压电工上岗实操").click()
    course = phone.at(COURSE)
    course.get_by_role("link", name="八条保命规程").click()
    expect(phone.glass.get_by_text("购买后即可学习")).to_be_visible()
    course.get_by_role("link", name="先学会停").click()
    expect(phone.at(LESSON).locator("video")).to_be_visible()


def buy_a_chapter(phone: Phone) -> None:
    """Through the usual checkout; its lessons are open as soon as the money has come, and those alone."""
    phone.open(f"{COURSE}?id=1")
    phone.button("购买照明电路").click()
    expect(phone.at(CHECKOUT).locator(".foot")).to_contain_text("¥89")
    submit(phone)
    phone.answer("支付")
    expect(phone.at(RESULT)).to_contain_text("付款成功")
    phone.open(f"{COURSE}?id=1")
    phone.comes_to("已抵扣 ¥89.00")
    expect(phone.page.get_by_role("link", name="单灯单控")).to_have_accessible_name("单灯单控：一步一步接线，0:30")
    expect(phone.page.get_by_role("link", name="完整操作示范")).to_have_accessible_name("完整操作示范，0:30，未解锁")


def watch_its_film(phone: Phone) -> None:
    """At double speed, which counts in full."""
    phone.page.get_by_role("link", name="单灯单控").click()
    lesson = phone.at(LESSON)
    expect(lesson).to_contain_text("看满 90% 即学完；跳过的和超过 2 倍速的部分不计")
    lesson.get_by_role("radio", name="2 倍速").click()
    lesson.locator("video").evaluate("(film) => film.play()")
    expect(lesson.get_by_text("已学完", exact=True)).to_be_visible()
