"""The phone, the app around the page, and which calls there are."""

import json
from collections.abc import Callable

from playwright.sync_api import expect
from shown import Shown

from pintu.preview.bundle import HOST

Open = Callable[..., Shown]
PAGE = "pages/wx-device/index"
TABLE = json.loads((HOST / "support" / "wx.json").read_text("utf-8"))


def names(*statuses: str) -> set[str]:
    return {name for name, row in TABLE.items() if row["status"] in statuses}


def test_the_table_names_what_there_is(open_page: Open) -> None:
    there = set(open_page(PAGE).call("() => Object.keys(wx)"))
    assert there == {name for name in names("supported", "differs") if not name.startswith("this.")}


def test_the_table_names_what_an_instance_has(open_page: Open) -> None:
    listed = [name.removeprefix("this.") for name in names("supported", "differs") if name.startswith("this.")]
    script = "(listed) => listed.filter((name) => typeof getCurrentPages().at(-1)[name] !== 'function')"
    assert open_page(PAGE).call(script, listed) == []


def test_what_is_missing_says_so_once(open_page: Open) -> None:
    shown = open_page(PAGE)
    kinds = "(listed) => [...listed, ...listed].map((name) => typeof wx[name])"
    missing = sorted(names("missing"))
    assert set(shown.call(kinds, missing)) == {"undefined"}
    said = [warning for warning in shown.warnings if "is not supported" in warning]
    assert said == [f"[preview] wx.{name} is not supported" for name in missing]


def test_can_i_use(open_page: Open) -> None:
    shown = open_page(PAGE)
    for schema in (
        "request",
        "showToast.object.image",
        "button.open-type.getPhoneNumber",
        "getSystemInfoSync.return.theme",
    ):
        assert shown.call("(schema) => wx.canIUse(schema)", schema) is True
    for schema in ("openBluetoothAdapter", "nothing"):
        assert shown.call("(schema) => wx.canIUse(schema)", schema) is False


def test_window_and_screen(open_page: Open) -> None:
    shown = open_page(PAGE)
    window = shown.call("() => wx.getWindowInfo()")
    assert (window["screenWidth"], window["screenHeight"], window["windowWidth"]) == (375, 812, 375)
    assert (window["statusBarHeight"], window["safeArea"]["bottom"]) == (44, 812 - 34)
    assert window["windowHeight"] == 812 - 44 - 44
    capsule = shown.call("() => wx.getMenuButtonBoundingClientRect()")
    assert (capsule["top"], capsule["right"], capsule["height"]) == (48, 365, 32)


def test_all_at_once(open_page: Open) -> None:
    shown = open_page(PAGE, theme="dark", text="20")
    everything = shown.call("() => wx.getSystemInfoSync()")
    for part in ("getDeviceInfo", "getAppBaseInfo", "getWindowInfo", "getSystemSetting"):
        assert shown.call("(part) => wx[part]()", part).items() <= everything.items()
    assert (everything["theme"], everything["fontSizeSetting"], everything["platform"]) == ("dark", 20, "devtools")
    assert shown.wx("getSystemInfo")["errMsg"] == "getSystemInfo:ok"
    assert shown.wx("getSystemInfoAsync")["model"] == everything["model"]


def test_app(open_page: Open) -> None:
    shown = open_page(f"{PAGE}?scene=1")
    for call in ("getLaunchOptionsSync", "getEnterOptionsSync"):
        options = shown.call("(call) => wx[call]()", call)
        assert (options["path"], options["query"], options["scene"]) == (PAGE, {"scene": "1"}, 1001)
    assert shown.call("() => wx.getAccountInfoSync().miniProgram.envVersion") == "develop"
    update = "() => new Promise((done) => wx.getUpdateManager().onCheckForUpdate(done))"
    assert shown.call(update) == {"hasUpdate": False}
    assert shown.call("() => new Promise((done) => wx.nextTick(() => done('later')))") == "later"


def test_visibility(open_page: Open) -> None:
    shown = open_page(PAGE)
    script = """() => {
      window.heard = []
      wx.onAppHide(() => window.heard.push("hide"))
      wx.onAppShow(({ path }) => window.heard.push(path))
    }"""
    shown.call(script)
    visibility = """(state) => {
      Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true })
      document.dispatchEvent(new Event("visibilitychange"))
    }"""
    shown.call(visibility, "hidden")
    shown.call(visibility, "visible")
    assert shown.call("() => window.heard") == ["hide", PAGE]


def test_theme_and_connection_by_the_frame_around(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.page.goto(f"{shown.url}/preview/#/{PAGE}")
    phone = shown.page.frame_locator("#app")
    expect(phone.locator(f'[data-path="{PAGE}"]')).to_be_visible()
    inside = shown.page.frame(name="app")
    assert inside
    listen = """() => {
      window.heard = []
      wx.onThemeChange(({ theme }) => window.heard.push(theme))
      wx.onNetworkStatusChange(({ networkType }) => window.heard.push(networkType))
    }"""
    inside.evaluate(listen)
    shown.page.get_by_test_id("frame-theme").select_option("dark")
    shown.page.get_by_test_id("frame-network").select_option("none")
    shown.page.get_by_test_id("frame-network").select_option("wifi")
    inside.wait_for_function("() => window.heard.length === 3")
    assert inside.evaluate("() => window.heard") == ["dark", "none", "wifi"]
    assert all("404" in problem for problem in shown.expect_problems())  # nobody tells of builds here


def test_a_connection_that_is_switched_off_outlives_a_reload(open_page: Open) -> None:
    assert open_page(PAGE, network="none").wx("getNetworkType")["networkType"] == "none"


def test_sound(open_page: Open) -> None:
    script = """() => new Promise((done) => {
      const audio = wx.createInnerAudioContext()
      audio.volume = 0.5
      audio.onError(({ errCode }) => done([audio.src, audio.volume, audio.paused, errCode]))
      audio.src = "/nothing.mp3"
    })"""
    shown = open_page(PAGE)
    assert shown.call(script) == ["/nothing.mp3", 0.5, True, 10004]
    assert all("404" in problem for problem in shown.expect_problems())


def test_statistics_go_nowhere(open_page: Open) -> None:
    shown = open_page(PAGE)
    with shown.page.expect_console_message(lambda message: "wx.reportEvent reports nothing here" in message.text):
        shown.call("() => wx.reportEvent('buy', { price: 1 })")


def test_promises_and_callbacks(open_page: Open) -> None:
    script = """async () => {
      const order = []
      const promise = wx.getNetworkType()
      order.push(typeof promise.then)
      const [success, complete] = ["success", "complete"].map((name) => () => order.push(name))
      const nothing = wx.getNetworkType({ success, complete })
      order.push(typeof nothing)
      await promise
      await new Promise((resolve) => setTimeout(resolve))
      return order
    }"""
    assert open_page(PAGE).call(script) == ["function", "undefined", "success", "complete"]


def test_nobody_is_logged_in_at_first(open_page: Open) -> None:
    assert open_page(PAGE).wx("checkSession") == {"errMsg": "checkSession:fail 登录态过期"}
