"""A day of the shop, from both sides of the counter: customers at `/preview/`, the owner at `/admin/`."""

import re
from collections.abc import Callable

import pytest
from console import Console
from phone import (
    CASE,
    CODE,
    GROUP,
    HOME,
    ORDER,
    Phone,
    add_address,
    ask_back,
    check_out,
    claim,
    find,
    open_group,
    pay_for,
    put_in_cart,
    send_back,
)
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("preview-run")

PhoneOf = Callable[..., Phone]


def test_a_coupon_is_claimed_and_paid_with(phone_of: PhoneOf, console: Console) -> None:
    phone = phone_of("阿青")
    claim(phone, "新客见面礼")
    find(phone, "桂花龙井")
    put_in_cart(phone, "50g")
    check_out(phone)
    add_address(phone)
    phone.button(re.compile("^优惠券")).click()
    phone.sheet("选择优惠券").get_by_role("radio").first.click()
    expect(phone.button(re.compile("^优惠券"))).to_contain_text("10")
    number = pay_for(phone, "¥96")
    expect(phone.at(ORDER)).to_contain_text("新客见面礼 -10.00")

    order = console.row("订单", number)
    expect(order).to_contain_text("96.00")
    expect(order).to_contain_text("待发货")
    expect(console.row("优惠券", "新客见面礼")).to_be_visible()


def test_a_group_is_joined(phone_of: PhoneOf, console: Console) -> None:
    """Whoever opens it pays from a phone of his own; the second one is enough."""
    first = phone_of("老陈")
    open_group(first, "凤凰单丛 蜜兰香")
    add_address(first)
    number = pay_for(first, "¥128")
    expect(first.at(ORDER).get_by_role("heading")).to_have_text("待成团")
    expect(first.at(ORDER)).to_contain_text("拼团中的订单不能取消，到时未成团自动取消并全额退款")
    first.page.get_by_text(re.compile("还差 1 人")).click()
    first.at(GROUP)
    code = first.address.partition("code=")[2]

    second = phone_of("小满", f"/{GROUP}?code={code}")
    expect(second.at(GROUP)).to_contain_text("还差 1 人")
    second.button("参加这个团").click()
    add_address(second)
    pay_for(second, "¥128")
    expect(second.at(ORDER).get_by_role("heading")).to_have_text("待发货")

    expect(console.row("订单", number)).to_contain_text("待发货")
    expect(console.row("拼团记录", "两人同饮单丛")).to_contain_text("已成团")


def test_a_group_fails_and_is_refunded(phone_of: PhoneOf, console: Console) -> None:
    phone = phone_of("半盏")
    open_group(phone, "九曲红梅")
    add_address(phone)
    number = pay_for(phone, "¥74")
    expect(phone.at(ORDER).get_by_role("heading")).to_have_text("待成团")

    console.act("拼团记录", "三人成团喝红梅", "解散")
    phone.comes_to("已全额退款")
    expect(phone.at(ORDER).get_by_role("heading")).to_contain_text("已取消")
    expect(console.row("订单", number)).to_contain_text("已取消")


def test_one_of_two_items_goes_back(phone_of: PhoneOf, console: Console) -> None:
    phone = phone_of("山里人")
    for name, option in (("桂花龙井", "50g"), ("安吉白茶", "50g")):
        find(phone, name)
        put_in_cart(phone, option)
        phone.open(HOME)
    phone.tap_tab("购物车")
    phone.button(re.compile("^结算")).click()
    add_address(phone)
    number = pay_for(phone, "¥197")

    console.act("待发货", number, "发货", courier="顺丰速运", tracking_no="SF1234567890123")
    phone.comes_to("确认收货")
    phone.button("确认收货").click()
    phone.confirm("确定")
    expect(phone.page.get_by_role("heading")).to_have_text("已完成")

    ask_back(phone, "退货退款", "桂花龙井", "不想要了")
    expect(phone.at(CASE)).to_contain_text("等待商家处理")
    console.act("售后", "桂花龙井 50g ×1", "同意")
    phone.comes_to("填写快递单号")
    send_back(phone, "顺丰速运", "SF9876543210987")
    console.act("售后", "桂花龙井 50g ×1", "收到退货")
    phone.comes_to("退款已到账")
    expect(console.row("订单", number)).to_contain_text("部分退款")


def test_picked_up_with_a_code(phone_of: PhoneOf, console: Console) -> None:
    phone = phone_of("听雨")
    find(phone, "桂花龙井")
    put_in_cart(phone, "50g")
    check_out(phone)
    phone.page.get_by_role("radio", name="到店自提").click()
    phone.page.get_by_text("龙井路总店").click()
    number = pay_for(phone, "¥98")
    phone.at(ORDER)
    phone.button(re.compile("^出示提货码")).click()
    code = re.sub(r"\D", "", phone.at(CODE).get_by_label(re.compile("^提货码")).inner_text())

    console.act("自提", number, "核销", code=code)
    phone.comes_to("已提货")
    expect(console.row("订单", number)).to_contain_text("已完成")
