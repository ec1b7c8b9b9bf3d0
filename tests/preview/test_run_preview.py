"""`pintu run` with the preview, as a person starts it, and `--watch`: the phone shows each change."""

import re
from pathlib import Path

import httpx
import pytest
from customer import in_time
from phone import Phone
from playwright.sync_api import expect
from projects import generated
from running import Shop, running_shop

PATIENCE_S = 60
pytestmark = pytest.mark.xdist_group("preview-run")


def test_shows_the_shop_and_says_where(phone: Phone, shop: Shop, log: Path) -> None:
    expect(phone.button("搜索")).to_be_visible()
    expect(phone.glass.get_by_role("tab").first).to_have_text("首页")
    said = log.read_text("utf-8")
    assert re.search(rf"{shop.url}/preview/ \([\d.]+ (s|秒)\)|小程序\s+{shop.url}/preview/", said), said
    assert 'href="/preview/"' in httpx.get(f"{shop.url}/").text


def test_sizes_theme_and_address(phone: Phone) -> None:
    expect(phone.button("搜索")).to_be_visible()
    phone.frame.get_by_test_id("frame-device").select_option("iphone-se")
    expect(phone.frame.locator("#app")).to_have_css("height", "667px")
    phone.frame.get_by_test_id("frame-theme").select_option("dark")
    expect(phone.glass.locator("html")).to_have_attribute("data-theme", "dark")
    phone.frame.get_by_test_id("frame-address").fill("/pages/me/index")
    phone.frame.get_by_test_id("frame-address").press("Enter")
    expect(phone.glass.get_by_text("显示设置")).to_be_visible()
    expect(phone.frame).to_have_url(re.compile(r"\?device=iphone-se&theme=dark#/pages/me/index$"))
    phone.frame.reload()
    expect(phone.glass.get_by_text("显示设置")).to_be_visible()
    expect(phone.glass.locator("html")).to_have_attribute("data-theme", "dark")


def test_somebody_else_holds_the_phone(phone: Phone) -> None:
    phone.open("pages/me/index")
    phone.button("账号与资料").click()
    phone.at("modules/identity/pages/account/index")
    phone.open("pages/me/index")
    expect(phone.button("账号与资料")).to_contain_text("还没有绑定手机号")
    phone.frame.get_by_test_id("frame-person").select_option("小红")
    expect(phone.button("账号与资料")).to_contain_text("点这里登录")
    phone.frame.get_by_test_id("frame-person").select_option("我")
    expect(phone.button("账号与资料")).to_contain_text("还没有绑定手机号")


def test_a_change_of_the_blueprint_shows(phone: Phone, project: Path) -> None:
    expect(phone.button("搜索")).to_be_visible()
    blueprint = project / "blueprint.yaml"
    blueprint.write_text(blueprint.read_text("utf-8").replace("name: 山月茶铺", "name: 新月茶铺"), "utf-8")
    expect(phone.glass.locator(".name")).to_have_text("新月茶铺")


def test_a_mistake_shows_with_its_place_and_goes_away(phone: Phone, project: Path, log: Path) -> None:
    expect(phone.button("搜索")).to_be_visible()
    page = project / "miniprogram" / "pages" / "home" / "index.wxml"
    right = page.read_text("utf-8")
    page.write_text(right.replace("{{business.name}}", "{{business name}}", 1), "utf-8")
    problem = phone.frame.get_by_test_id("frame-problems").locator("li").first
    expect(problem).to_contain_text("unexpected character inside expression")
    line = 1 + right[: right.index("{{business.name}}")].count("\n")
    expect(problem.locator("code")).to_have_text(re.compile(rf"pages/home/index\.wxml:{line}:\d+"))
    assert f"index.wxml:{line}:" in log.read_text("utf-8")
    page.write_text(right.replace(">搜索<", ">搜一搜<"), "utf-8")
    expect(phone.glass.get_by_text("搜一搜")).to_be_visible()
    expect(phone.frame.get_by_test_id("frame-problems")).to_be_hidden()


def test_what_the_mini_program_warns_of_is_shown(phone: Phone) -> None:
    expect(phone.glass.get_by_text("搜").first).to_be_visible()
    phone.glass.locator("body").evaluate("() => wx.noSuchCall")
    message = phone.frame.get_by_test_id("frame-messages").locator("li").last
    expect(message).to_have_text("[preview] wx.noSuchCall is not supported")


def test_a_backend_that_cannot_start_is_waited_for(shop: Shop, project: Path, log: Path) -> None:
    registry = project / "backend" / "app" / "registry.py"
    right = registry.read_text("utf-8")
    registry.write_text("def broken(", "utf-8")
    in_time(lambda: "后端已停止" in log.read_text("utf-8"), PATIENCE_S)
    registry.write_text(right, "utf-8")
    in_time(lambda: is_ready(shop), PATIENCE_S)


def is_ready(shop: Shop) -> bool:
    try:
        return httpx.get(f"{shop.url}/readyz").is_success
    except httpx.TransportError:
        return False


def test_without(tmp_path: Path) -> None:
    with running_shop(generated("retail", tmp_path), tmp_path / "output.txt", "--no-preview") as shop:
        assert httpx.get(f"{shop.url}/preview/").status_code == httpx.codes.NOT_FOUND
        assert 'href="/preview/"' not in httpx.get(f"{shop.url}/").text
