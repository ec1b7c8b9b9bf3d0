"""`picker` and `picker-view`, as WeChat's documentation of components has them."""

from collections.abc import Callable

from heard import heard, wait_for
from playwright.sync_api import Locator, expect
from shown import Shown

Open = Callable[..., Shown]


def open_sheet(shown: Shown, name: str) -> Locator:
    shown.element(f"#{name}").click()
    sheet = shown.page.get_by_test_id("picker")
    expect(sheet).to_be_visible()
    return sheet


def turn(sheet: Locator, column: int, row: str) -> None:
    sheet.get_by_role("listbox").nth(column).get_by_role("option", name=row, exact=True).click()


def chosen(sheet: Locator) -> list[str]:
    return sheet.locator("[aria-selected=true]").all_text_contents()


def confirm(shown: Shown, name: str) -> dict[str, object]:
    shown.page.get_by_test_id("picker-confirm").click()
    detail: dict[str, object] = wait_for(shown, "change", name)
    return detail


def test_selector(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "selector")
    expect(sheet).to_have_attribute("aria-label", "颜色")
    expect(sheet.get_by_role("option")).to_have_text(["红", "绿", "蓝"])
    assert chosen(sheet) == ["绿"]
    turn(sheet, 0, "蓝")
    assert confirm(shown, "selector") == {"value": "2"}
    expect(sheet).to_have_count(0)
    assert chosen(open_sheet(shown, "selector")) == ["蓝"]


def test_opened_by_a_finger_it_stays_open(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    shown.element("#selector").tap()
    sheet = shown.page.get_by_test_id("picker")
    expect(sheet).to_be_visible()
    sheet.get_by_role("option", name="红").tap()
    shown.page.get_by_test_id("picker-confirm").tap()
    assert wait_for(shown, "change", "selector") == {"value": "0"}


def test_cancel(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    turn(open_sheet(shown, "selector"), 0, "红")
    shown.page.get_by_test_id("picker-cancel").click()
    wait_for(shown, "cancel", "selector")
    assert [kind for kind, _ in heard(shown)] == ["cancel"]
    assert chosen(open_sheet(shown, "selector")) == ["绿"]


def test_by_the_wheel(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "selector")
    sheet.get_by_role("listbox").hover()
    shown.page.mouse.wheel(0, 48)
    expect(sheet.locator("[aria-selected=true]")).to_have_text("蓝")
    assert confirm(shown, "selector") == {"value": "2"}


def test_multi_selector_changes_its_columns(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "multi")
    turn(sheet, 0, "二")
    assert wait_for(shown, "columnchange", "multi") == {"column": 0, "value": 1}
    expect(sheet.get_by_role("listbox").nth(1).get_by_role("option")).to_have_text(["丁", "戊"])
    turn(sheet, 1, "戊")
    assert confirm(shown, "multi") == {"value": [1, 1]}


def test_time_within_its_limits(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "time")
    assert chosen(sheet) == ["09", "30"]
    expect(sheet.get_by_role("listbox").nth(0).get_by_role("option")).to_have_count(10)
    expect(sheet.get_by_role("listbox").nth(1).get_by_role("option").first).to_have_text("15")
    turn(sheet, 0, "18")
    assert confirm(shown, "time") == {"value": "18:00"}


def test_date_within_its_limits(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "date")
    assert chosen(sheet) == ["2024年", "1月", "31日"]
    turn(sheet, 1, "2月")
    assert chosen(sheet) == ["2024年", "2月", "29日"]
    turn(sheet, 0, "2025年")
    expect(sheet.get_by_role("listbox").nth(1).get_by_role("option")).to_have_count(3)
    assert confirm(shown, "date") == {"value": "2025-02-28"}


def test_date_without_a_day(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "month")
    turn(sheet, 1, "12月")
    assert confirm(shown, "month") == {"value": "2024-12"}


def test_region_with_codes(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "region")
    assert chosen(sheet) == ["广东省", "广州市", "海珠区"]
    turn(sheet, 0, "浙江省")
    assert chosen(sheet)[:2] == ["浙江省", "杭州市"]
    turn(sheet, 2, "西湖区")
    detail = confirm(shown, "region")
    assert detail["value"] == ["浙江省", "杭州市", "西湖区"]
    assert detail["code"] == ["330000", "330100", "330106"]


def test_region_with_an_item_for_all(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    sheet = open_sheet(shown, "custom")
    assert chosen(sheet) == ["全部", "全部", "全部"]
    turn(sheet, 0, "北京市")
    detail = confirm(shown, "custom")
    assert (detail["value"], detail["code"]) == (["北京市", "全部", "全部"], ["110000"])


def test_disabled(open_page: Open) -> None:
    shown = open_page("pages/picker/index")
    shown.element("#disabled").click()
    expect(shown.page.get_by_test_id("picker")).to_have_count(0)


def test_picker_view(open_page: Open) -> None:
    shown = open_page("pages/pickerview/index")
    years = shown.element(".wx-picker-track").first
    assert years.evaluate("({ scrollTop }) => scrollTop") == 80
    years.evaluate("(track) => track.scrollTo({ top: 0 })")
    assert wait_for(shown, "change", "view") == {"value": [0, 1]}
    assert [kind for kind, _ in heard(shown)] == ["pickstart", "pickend", "change"]
