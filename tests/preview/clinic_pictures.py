"""Pictures of the clinic and the school, for the readme: `tests/screenshots.py` asks for them."""

import re
from collections.abc import Callable
from pathlib import Path

from clinic import DOCTORS, FREE, PATIENTS, TIMES, add_oneself, choose_day, choose_doctor, pay
from phone import Phone
from playwright.sync_api import Browser, expect
from projects import generated
from running import running_shop

Picture = Callable[[Phone, str], None]
COURSES = "pages/course/courses/index"
COURSE = "modules/course/pages/course/index"
NAME, NUMBER, MOBILE = "宋以宁", "330106199003076547", "13800001234"


def show_clinic(browser: Browser, scratch: Path, picture: Picture) -> None:
    """From the list of doctors to a booking with its code."""
    with running_shop(generated("clinic", scratch), scratch / "clinic.txt") as clinic:
        phone = _phone(browser, f"{clinic.url}/preview/#/{DOCTORS}")
        expect(phone.page.get_by_role("link", name=re.compile("^沈砚医生"))).to_be_visible()
        picture(phone, "doctors")
        choose_doctor(phone, "沈砚医生")
        choose_day(phone)
        phone.page.get_by_role("button", name=FREE).first.click()
        phone.button("同意").click()
        phone.button("添加就诊人").click()
        add_oneself(phone, NAME, NUMBER, MOBILE)
        phone.at(PATIENTS)
        phone.back()
        phone.at(TIMES)
        picture(phone, "slots")
        phone.button("预约").click()
        pay(phone)
        picture(phone, "booked")
        phone.frame.close()


def show_school(browser: Browser, scratch: Path, picture: Picture) -> None:
    with running_shop(generated("training", scratch), scratch / "school.txt") as school:
        phone = _phone(browser, f"{school.url}/preview/#/{COURSES}")
        phone.at(COURSES).get_by_role("link", name="低压电工上岗实操").click()
        phone.at(COURSE)
        picture(phone, "course")
        phone.frame.close()


def _phone(browser: Browser, address: str) -> Phone:
    page = browser.new_page(viewport={"width": 1040, "height": 940}, device_scale_factor=1.5, locale="zh-CN")
    page.set_default_timeout(60_000)
    page.goto(address)
    return Phone(page)
