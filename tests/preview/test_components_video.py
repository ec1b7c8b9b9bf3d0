"""`video` and what drives it: https://developers.weixin.qq.com/miniprogram/dev/component/video.html."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from heard import drag, heard, set_data, wait_for
from playwright.sync_api import expect
from server import Server
from shown import Shown

Open = Callable[..., Shown]
PAGE = "pages/video/index"
SECONDS = 4
"""How long films/clip.webm is."""


@pytest.fixture
def film(open_page: Open, served: Server) -> Shown:
    """The page, once it knows its film; whose other film is not there, which it says."""
    return loaded(open_page, served)


def loaded(open_page: Open, served: Server, query: str = "") -> Shown:
    shown = open_page(f"{PAGE}?films={quote(f'{served.url}/films', safe='')}{query}")
    wait_for(shown, "loadedmetadata", "film")
    wait_for(shown, "error", "broken")
    assert [problem for problem in shown.expect_problems() if "404" not in problem] == []
    return shown


def drive(shown: Shown, call: str) -> None:
    """A method of the film's context."""
    shown.call(f'() => {{ wx.createVideoContext("film").{call} }}')


def at(shown: Shown) -> float:
    return float(shown.element("#film video").evaluate("(one) => one.currentTime"))


def is_paused(shown: Shown) -> bool:
    return bool(shown.element("#film video").evaluate("(one) => one.paused"))


def test_what_is_known_before_it_plays(film: Shown) -> None:
    assert wait_for(film, "loadedmetadata", "film") == {"width": 96, "height": 54, "duration": SECONDS}
    assert wait_for(film, "error", "broken") == {"errMsg": "MEDIA_ERR_SRC_NOT_SUPPORTED"}
    assert 0 < wait_for(film, "progress", "film")["buffered"] <= 100
    assert [kind for kind, _ in heard(film, "film") if kind in {"play", "timeupdate"}] == []
    box = film.element("#film").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (300, 225)
    assert "images/wide.png" in str(film.element("#film video").get_attribute("poster"))


def test_played_by_its_buttons(film: Shown) -> None:
    big = film.element("#film .wx-video-center")
    big.click()
    wait_for(film, "play", "film")
    expect(big).to_be_hidden()
    assert wait_for(film, "controlstoggle", "film") == {"show": True}
    told = wait_for(film, "timeupdate", "film", times=2)
    assert 0 < told["currentTime"] < SECONDS
    assert told["duration"] == SECONDS
    film.element("#film").get_by_role("button", name="暂停", exact=True).click()
    wait_for(film, "pause", "film")
    assert is_paused(film)
    expect(film.element("#film").get_by_role("button", name="播放", exact=True)).to_be_visible()


def test_played_by_a_finger(film: Shown) -> None:
    film.element("#film .wx-video-center").tap()
    wait_for(film, "play", "film")
    film.element("#film").get_by_role("button", name="暂停", exact=True).tap()
    wait_for(film, "pause", "film")
    track = film.element("#film").get_by_role("slider", name="播放进度").bounding_box()
    assert track is not None
    film.page.touchscreen.tap(track["x"] + track["width"] / 2, track["y"] + track["height"] / 2)
    assert at(film) == pytest.approx(SECONDS / 2, abs=0.1)
    film.element("#film video").tap(position={"x": 60, "y": 60})
    wait_for(film, "controlstoggle", "film", times=2)
    expect(film.element("#film .wx-video-bar")).to_be_hidden()


def test_time_is_told_four_times_a_second(film: Shown) -> None:
    drive(film, "play()")
    wait_for(film, "ended", "film")
    told = [detail["currentTime"] for kind, detail in heard(film, "film") if kind == "timeupdate"]
    assert told == sorted(told)
    assert SECONDS * 2 <= len(told) <= SECONDS * 6
    assert told[-1] == SECONDS


def test_driven_by_its_context(film: Shown) -> None:
    drive(film, "seek(2.4)")
    assert wait_for(film, "seekcomplete", "film")["position"] == pytest.approx(2.4)
    drive(film, "playbackRate(2.0)")
    assert film.element("#film video").evaluate("(one) => one.playbackRate") == 2
    drive(film, "playbackRate(1.7)")
    assert film.element("#film video").evaluate("(one) => one.playbackRate") == 2
    assert any("1.7" in warning for warning in film.warnings)
    drive(film, "play()")
    wait_for(film, "play", "film")
    drive(film, "pause()")
    wait_for(film, "pause", "film")
    drive(film, "stop()")
    assert (at(film), is_paused(film)) == (0, True)
    expect(film.element("#film .wx-video-center")).to_be_visible()
    drive(film, 'sendDanmu({ text: "你好" })')
    assert "[preview] VideoContext.sendDanmu is not supported" in film.warnings


def test_a_context_by_a_query_and_one_of_nothing(film: Shown) -> None:
    film.call("""() => new Promise((done) => wx.createSelectorQuery().select("#film").context(({ context }) => {
      context.seek(1)
      done()
    }).exec())""")
    wait_for(film, "seekcomplete", "film")
    assert at(film) == 1
    film.call('() => wx.createVideoContext("nowhere").play()')


def test_from_the_middle_and_longer_than_it_is(open_page: Open, served: Server) -> None:
    shown = loaded(open_page, served, "&from=2&duration=60")
    assert wait_for(shown, "seekcomplete", "film")["position"] == 2
    drive(shown, "play()")
    told = wait_for(shown, "timeupdate", "film")
    assert told["currentTime"] >= 2
    assert told["duration"] == 60
    expect(shown.element("#film .wx-video-bar")).to_contain_text("01:00")


def test_the_whole_screen(film: Shown) -> None:
    drive(film, "play()")
    wait_for(film, "play", "film")
    film.element("#film").get_by_role("button", name="全屏", exact=True).click()
    assert wait_for(film, "fullscreenchange", "film") == {
        "fullScreen": True,
        "fullscreen": True,
        "direction": "horizontal",
    }
    box = film.element("#film").bounding_box()
    assert box is not None
    assert [round(box[side]) for side in ("x", "y", "width", "height")] == [0, 0, 375, 812]
    expect(film.element("#film").get_by_text("一节课")).to_be_visible()
    film.element("#film").get_by_role("button", name="退出全屏", exact=True).click()
    assert wait_for(film, "fullscreenchange", "film", times=2)["fullScreen"] is False
    drive(film, "requestFullScreen({ direction: 0 })")
    assert wait_for(film, "fullscreenchange", "film", times=3)["direction"] == "vertical"
    drive(film, "exitFullScreen()")
    box = film.element("#film").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (300, 225)
    expect(film.element("#film").get_by_text("一节课")).to_be_hidden()


def test_dragged_along(film: Shown) -> None:
    drive(film, "play()")
    drive(film, "pause()")
    wait_for(film, "pause", "film")
    drag(film, "#film", (150, 0), start=(0.25, 0.4))
    assert at(film) == pytest.approx(SECONDS / 2, abs=0.3)
    set_data(film, gesture=False)
    drag(film, "#film", (-75, 0), start=(0.5, 0.4))
    assert at(film) == pytest.approx(SECONDS / 2, abs=0.3)
    track = film.element("#film").get_by_role("slider", name="播放进度")
    box = track.bounding_box()
    assert box is not None
    film.page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    assert at(film) == pytest.approx(SECONDS * 0.75, abs=0.1)
    expect(track).to_have_attribute("aria-valuetext", "00:03 / 00:04")


def test_what_its_attributes_show(film: Shown) -> None:
    drive(film, "play()")
    wait_for(film, "play", "film")
    bar = film.element("#film .wx-video-bar")
    expect(bar).to_be_visible()
    film.element("#film").get_by_role("button", name="静音", exact=True).click()
    assert film.element("#film video").evaluate("(one) => one.muted") is True
    set_data(film, progress=False)
    expect(film.element("#film .wx-video-track")).to_be_hidden()
    set_data(film, controls=False, fit="cover")
    expect(bar).to_be_hidden()
    assert film.element("#film video").get_attribute("poster") is None
    assert film.element("#film video").evaluate("(one) => one.style.objectFit") == "cover"


def test_what_plays_by_itself_and_stops_when_the_page_goes(film: Shown) -> None:
    wait_for(film, "play", "small")
    expect(film.element("#small .wx-video-center")).to_be_hidden()
    assert "[preview] video danmu-btn is not supported" in film.warnings
    drive(film, "play()")
    wait_for(film, "play", "film")
    inner = film.page.evaluate_handle("() => document.querySelector('#film video')")
    film.call("() => wx.navigateTo({ url: '/pages/view/index' })")
    film.page.wait_for_function("(one) => one.paused", arg=inner)
    film.call("() => wx.navigateBack()")
    assert inner.evaluate("(one) => one.paused") is True


def test_what_stands_over_it_can_be_tapped(film: Shown) -> None:
    film.element("#over").click()
    wait_for(film, "tap", "over")
    expect(film.element("#over")).to_be_visible()


def test_it_loops(film: Shown) -> None:
    set_data(film, loop=True)
    drive(film, f"seek({SECONDS - 0.3})")
    drive(film, "play()")
    film.page.wait_for_function(
        "() => { const one = document.querySelector('#film video'); return one.currentTime < 2 }"
    )
    assert not is_paused(film)
    assert [kind for kind, _ in heard(film, "film") if kind == "ended"] == []
