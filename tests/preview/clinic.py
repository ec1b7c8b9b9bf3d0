"""What a patient does with the clinic on the phone at `/preview/`."""

import re

from phone import CASHIER, Phone
from playwright.sync_api import expect

DOCTORS = "pages/practitioner/list/index"
DOCTOR = "modules/practitioner/pages/detail/index"
TIMES = "modules/booking/pages/resource/index"
BOOKING = "modules/booking/pages/detail/index"
MINE = "modules/booking/pages/mine/index"
PATIENTS = "modules/patient/pages/mine/index"
PATIENT = "modules/patient/pages/edit/index"

FREE = re.compile("，可约$")
"""What a time is called that can be booked."""


def choose_doctor(phone: Phone, name: str) -> None:
    """From the list to his free times."""
    phone.at(DOCTORS).get_by_role("link", name=re.compile(f"^{name}")).click()
    phone.at(DOCTOR)
    phone.button("选择时间").click()
    phone.at(TIMES)


def choose_day(phone: Phone) -> None:
    """The last but one that has free times: all of it can be booked, and moved, whenever this runs."""
    day = phone.page.get_by_role("tab", name=re.compile("可约$")).nth(-2)
    day.click()
    expect(day).to_have_attribute("aria-selected", "true")
    expect(phone.page.get_by_role("button", name=FREE).first).to_be_visible()


def add_oneself(phone: Phone, name: str, id_number: str, mobile: str) -> None:
    """From the list of patients, and back to it."""
    phone.at(PATIENTS)
    phone.button("添加本人").click()
    form = phone.at(PATIENT)
    form.get_by_placeholder("与证件一致").first.fill(name)
    form.get_by_placeholder("18 位身份证号").fill(id_number)
    form.get_by_placeholder("就诊联系用").fill(mobile)
    phone.button("保存").click()
    phone.at(PATIENTS)


def pay(phone: Phone) -> None:
    """At the cashier, until the booking stands."""
    phone.at(CASHIER)
    phone.answer("支付")
    phone.at(BOOKING)
    phone.comes_to("预约成功")
