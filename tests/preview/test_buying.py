"""A customer at `/preview/` and the owner at `/admin/`: one order, from the home page until both see it paid."""

import re

import pytest
from console import Console
from phone import (
    CASHIER,
    CATEGORIES,
    HOME,
    ORDER,
    RESULT,
    Phone,
    add_address,
    check_out,
    find,
    put_in_cart,
    submit,
)
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.xdist_group("preview-run")


def paying(phone: Phone) -> Locator:
    """The cashier's page, once WeChat's sheet is asked for."""
    cashier = phone.at(CASHIER)
    expect(cashier).to_contain_text("正在付款")
    return cashier


def test_an_order_is_paid(phone: Phone, console: Console) -> None:
    find(phone, "桂花龙井")
    put_in_cart(phone, "50g")
    check_out(phone)
    add_address(phone)
    submit(phone)

    cashier = paying(phone)
    phone.answer("取消")
    expect(cashier).to_contain_text("您取消了付款，可以再付一次")
    phone.button("微信支付").click()
    paying(phone)
    phone.answer("支付失败")
    expect(cashier).to_contain_text("付款没有成功")
    phone.button("微信支付").click()
    paying(phone)
    phone.answer("支付")

    expect(phone.at(RESULT)).to_contain_text("付款成功")
    phone.button("查看订单").click()
    order = phone.at(ORDER)
    expect(order.get_by_role("heading")).to_have_text("待发货")
    number = re.search(r"\d{18}", order.inner_text())
    assert number

    expect(console.row("订单", number[0])).to_contain_text("待发货")


def test_offline_and_back(phone: Phone) -> None:
    phone.at(HOME)
    phone.set_network("断网")
    phone.tap_tab("茶单")
    expect(phone.at(CATEGORIES).get_by_role("alert")).to_contain_text("没有加载出来")
    phone.set_network("Wi-Fi")
    phone.button("再试一次").click()
    expect(phone.page.get_by_role("tablist")).to_be_visible()
    expect(phone.page.get_by_role("alert")).to_be_hidden()
