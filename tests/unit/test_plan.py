"""What templates are told, and colours."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinypack import BLUEPRINT, write_files

from pintu.pipeline import check, lay_out
from pintu.stages.plan_theme import contrast, mix, text_on

colours = st.from_regex(re.compile(r"#[0-9a-f]{6}", re.ASCII), fullmatch=True)


@given(colours)
def test_text_can_be_read_on_any_colour(colour: str) -> None:
    assert contrast(colour, text_on(colour)) >= 4.5


@pytest.mark.parametrize(
    ("colour", "text"), [("#0f766e", "#ffffff"), ("#ffffff", "#1f2329"), ("#000000", "#ffffff"), ("#ffcc00", "#1f2329")]
)
def test_text_on(colour: str, text: str) -> None:
    assert text_on(colour) == text


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(colours, colours)
def test_mix(one: str, other: str) -> None:
    assert (mix(one, other, 0), mix(one, other, 1)) == (one, other)


class TestContext:
    def context(self, blueprint: Path, more: str) -> dict[str, object]:
        write_files(blueprint.parent, {"blueprint.yaml": BLUEPRINT + more})
        return dict(lay_out(check(blueprint)).context)

    def test_nothing_is_said(self, blueprint: Path) -> None:
        context = self.context(blueprint, "")
        assert context["app"] == {"name": "山月茶铺", "slug": "shanyue-tea", "vertical": "retail"}
        assert context["appid"] == "touristappid"
        local = "http://127.0.0.1:8000"
        assert context["api_base"] == {"develop": local, "trial": local, "release": ""}
        assert context["environments"] == []
        assert set(context["business"].values()) == {""}  # type: ignore[attr-defined]

    def test_environments(self, blueprint: Path) -> None:
        test = "test: {appid: wx0123456789abcdef, api: 'https://test.example.com'}"
        prod = "prod: {appid: wxfedcba9876543210, api: 'https://shop.example.com'}"
        context = self.context(blueprint, f"environments:\n  {test}\n  {prod}\n")
        assert context["appid"] == "wx0123456789abcdef"
        assert context["api_base"] == {
            "develop": "https://test.example.com",
            "trial": "https://test.example.com",
            "release": "https://shop.example.com",
        }

    def test_theme(self, blueprint: Path) -> None:
        theme = self.context(blueprint, "theme: {primary: '#FFCC00', dark: 'off'}\n")["theme"]
        assert theme == {
            "primary": "#ffcc00",
            "primary_dark": "#ffde59",
            "primary_light": "#fffae6",
            "primary_active": "#cca300",
            "primary_rgb": "255, 204, 0",
            "primary_dark_rgb": "255, 222, 89",
            "on_primary": "#1f2329",
            "on_primary_dark": "#1f2329",
            "dark": "off",
            "darkmode": False,
            "logo": "",
        }

    def test_the_same_plan_every_time(self, blueprint: Path) -> None:
        one, two = lay_out(check(blueprint)), lay_out(check(blueprint))
        assert (one.rows, one.context, one.head) == (two.rows, two.context, two.head)
