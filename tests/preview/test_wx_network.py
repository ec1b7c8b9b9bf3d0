"""Calls to a backend: https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import WebSocketRoute, expect
from shown import Shown

Open = Callable[..., Shown]
BACKEND = "http://127.0.0.1:8000"
"""What a mini-program has in its configuration; it is served from another port here."""
OFFLINE = "errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED"


def asked(shown: Shown, **options: object) -> dict[str, Any]:
    """What the backend says that it was asked."""
    answer = sent(shown, url=f"{BACKEND}/api/echo", **options)
    assert (answer["errMsg"], answer["statusCode"]) == ("request:ok", 200)
    return dict(answer["data"])


def sent(shown: Shown, **options: object) -> dict[str, Any]:
    """wx.request without a task: a promise needs `complete` here."""
    script = "(options) => new Promise((complete) => wx.request({ ...options, complete }))"
    return dict(shown.call(script, options))


def until_logged(shown: Shown, count: int) -> list[str]:
    shown.page.wait_for_function(f"() => getCurrentPages().at(-1).data.log.length >= {count}")
    return list(shown.data("log"))


def test_data_of_a_get_goes_into_the_address(open_page: Open) -> None:
    told = asked(open_page(), data={"q": "茶 叶", "page": 2, "tags": ["a"]})
    assert told["query"] == {"q": "茶 叶", "page": "2", "tags": '["a"]'}
    assert (told["method"], told["body"]) == ("GET", "")


def test_data_of_a_post_is_json(open_page: Open) -> None:
    told = asked(open_page(), method="POST", data={"name": "茶"}, header={"X-Shop": "1"})
    assert (told["method"], json.loads(told["body"])) == ("POST", {"name": "茶"})
    assert (told["headers"]["content-type"], told["headers"]["x-shop"]) == ("application/json", "1")


def test_data_of_a_post_by_content_type(open_page: Open) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert asked(open_page(), method="POST", data={"a": "1&2", "b": 3}, header=form)["body"] == "a=1%262&b=3"
    assert asked(open_page(), method="PUT", data="as it is")["body"] == "as it is"


def test_referer_cannot_be_set(open_page: Open) -> None:
    told = asked(open_page(), header={"Referer": "https://example.com/"})
    assert told["headers"]["referer"] != "https://example.com/"


def test_any_status_is_a_success(open_page: Open) -> None:
    shown = open_page()
    answer = sent(shown, url=f"{BACKEND}/api/status/404")
    assert (answer["errMsg"], answer["statusCode"], answer["data"]["method"]) == ("request:ok", 404, "GET")
    assert "404" in shown.expect_problems()[0]  # the browser's own remark


def test_text_and_bytes(open_page: Open) -> None:
    shown = open_page()
    assert sent(shown, url=f"{BACKEND}/api/echo", dataType="text")["data"].startswith('{"method"')
    script = """() => new Promise((complete) => wx.request({
      url: "http://127.0.0.1:8000/api/echo", responseType: "arraybuffer",
      success: ({ data }) => complete(data instanceof ArrayBuffer && data.byteLength > 0),
    }))"""
    assert shown.call(script) is True


def test_order_of_what_is_heard(open_page: Open) -> None:
    shown = open_page("pages/wx-network/index")
    shown.element("#send").click()
    assert until_logged(shown, 4) == ["sent", "headers application/json", "success 200", "complete request:ok"]


def test_failures(open_page: Open) -> None:
    shown = open_page("pages/wx-network/index")
    late = sent(shown, url=f"{BACKEND}/api/never", timeout=50)
    assert late == {"errMsg": "request:fail timeout", "errno": 5}
    assert sent(shown, url="/relative")["errMsg"] == 'request:fail invalid url "/relative"'
    assert sent(shown)["errMsg"].startswith("request:fail parameter error: parameter.url should be String")
    shown.element("#abort").click()
    assert until_logged(shown, 1) == ["request:fail abort"]


def test_upload(open_page: Open) -> None:
    script = """() => {
      const filePath = `${wx.env.USER_DATA_PATH}/note.txt`
      wx.getFileSystemManager().writeFileSync(filePath, "写在里面")
      return new Promise((complete) => wx.uploadFile({
        url: "http://127.0.0.1:8000/api/echo", filePath, name: "file", formData: { kind: "note" }, complete,
      }))
    }"""
    answer = open_page().call(script)
    assert (answer["errMsg"], answer["statusCode"]) == ("uploadFile:ok", 200)
    told = json.loads(answer["data"])
    assert told["headers"]["content-type"].startswith("multipart/form-data; boundary=")
    assert 'name="kind"\r\n\r\nnote' in told["body"]
    assert 'name="file"; filename="note.txt"' in told["body"]
    assert "写在里面" in told["body"]


def test_upload_of_a_file_that_is_not_there(open_page: Open) -> None:
    script = """() => new Promise((complete) => wx.uploadFile({
      url: "http://127.0.0.1:8000/api/echo", filePath: "wxfile://tmp_nothing", name: "file", complete,
    }))"""
    assert open_page().call(script)["errMsg"].startswith("uploadFile:fail file doesn't exist")


def test_download(open_page: Open) -> None:
    shown = open_page("pages/wx-network/index")
    shown.element("#download").click()
    assert until_logged(shown, 2)[-2:] == ["progress 100", "GET"]


def test_socket(open_page: Open) -> None:
    shown = open_page()

    def answer(socket: WebSocketRoute) -> None:
        socket.on_message(lambda message: socket.send(f"heard {message!s}"))

    shown.page.route_web_socket("wss://example.com/socket", answer)
    shown.open("pages/wx-network/index").element("#connect").click()
    assert until_logged(shown, 2) == ["heard hello", "3001 enough"]


def connected(shown: Shown, **options: object) -> dict[str, Any]:
    """What wx.connectSocket says at once."""
    script = "(options) => new Promise((complete) => wx.connectSocket({ ...options, complete }))"
    return dict(shown.call(script, options))


def test_socket_with_a_wrong_address(open_page: Open) -> None:
    shown = open_page()
    assert connected(shown, url="https://example.com") == {
        "errMsg": 'connectSocket:fail invalid url "https://example.com"',
        "errno": 600009,
    }
    assert connected(shown)["errMsg"].startswith("connectSocket:fail parameter error: parameter.url should be String")


@pytest.mark.parametrize("url", ["ws://example.com/live", "wss://93.184.215.14/live", "wss://[2606:2800::1]/live"])
def test_socket_to_where_no_domain_can_be_listed(open_page: Open, url: str) -> None:
    assert connected(open_page(), url=url) == {"errMsg": "connectSocket:fail url not in domain list", "errno": 600002}


def test_socket_to_this_machine_goes_to_the_backend(open_page: Open) -> None:
    shown = open_page()
    seen: list[str] = []
    shown.page.route_web_socket("**/*", lambda socket: seen.append(socket.url))
    shown.open("pages/wx-network/index")
    assert connected(shown, url="ws://127.0.0.1:8000/live")["errMsg"] == "connectSocket:ok"
    assert seen == [f"{shown.url.replace('http', 'ws')}/live"]


def test_no_more_than_five_sockets(open_page: Open) -> None:
    shown = open_page()
    shown.page.route_web_socket("wss://example.com/**", lambda _: None)
    shown.open("pages/wx-network/index")
    for _ in range(5):
        assert connected(shown, url="wss://example.com/one")["errMsg"] == "connectSocket:ok"
    assert connected(shown, url="wss://example.com/one")["errMsg"] == "connectSocket:fail exceed max task count"


def test_socket_sends_text_and_bytes_only_and_only_when_open(open_page: Open) -> None:
    shown = open_page()
    shown.page.route_web_socket("wss://example.com/**", lambda _: None)
    shown.open("pages/wx-network/index")
    script = """() => new Promise((done) => {
      const task = wx.connectSocket({ url: "wss://example.com/socket" }), said = []
      const note = ({ errMsg }) => said.push(errMsg)
      const send = (data) => task.send({ data }).then(note, note)
      task.onClose(async ({ code }) => { await send("late"); done([...said, code]) })
      task.onOpen(async () => {
        await send({ no: "text" })
        await send(new ArrayBuffer(2))
        await task.close({ code: 1001 }).catch(note)
        task.close({})
      })
      send("early")
    })"""
    assert shown.call(script) == [
        "sendSocketMessage:fail SocketTask.readyState is not OPEN",
        "sendSocketMessage:fail parameter error: parameter.data should be String or ArrayBuffer",
        "sendSocketMessage:ok",
        "closeSocket:fail invalid code 1001",
        "sendSocketMessage:fail SocketTask.readyState is not OPEN",
        1000,
    ]


ENDING = """(options) => new Promise((done) => {
  const task = wx.connectSocket({ url: "wss://example.com/socket", ...options }), said = []
  task.onOpen(() => { said.push("open"); globalThis.isOpen = true })
  task.onError(({ errMsg }) => said.push(errMsg))
  task.onClose(({ code }) => done([...said, code, task.readyState === task.CLOSED]))
})"""


def test_socket_that_does_not_open_in_time(open_page: Open) -> None:
    shown = open_page()
    shown.page.add_init_script("""globalThis.WebSocket = class extends EventTarget {
      readyState = 0
      close() {}
    }""")
    shown.open("pages/wx-network/index")
    assert shown.call(ENDING, {"timeout": 20}) == ["connectSocket:fail timeout", 1006, True]


def test_socket_ends_with_the_connection(open_page: Open) -> None:
    shown = open_page()
    shown.page.route_web_socket("wss://example.com/**", lambda _: None)
    shown.open("pages/wx-network/index")
    ended = shown.page.evaluate_handle(f"() => ({{ promise: ({ENDING})({{}}) }})")
    shown.page.wait_for_function("() => globalThis.isOpen")
    off = '() => postMessage({ to: "miniprogram-preview", type: "network", online: false }, location.origin)'
    shown.call(off)
    lost = ["open", "connectSocket:fail net::ERR_INTERNET_DISCONNECTED", 1006, True]
    assert ended.evaluate("({ promise }) => promise") == lost
    refused = {"errMsg": "connectSocket:fail net::ERR_INTERNET_DISCONNECTED", "errno": 600001}
    assert connected(shown, url="wss://example.com/socket") == refused


def test_offline_by_the_browser(open_page: Open) -> None:
    shown = open_page("pages/wx-network/index")
    assert shown.wx("getNetworkType")["networkType"] == "wifi"
    shown.page.context.set_offline(True)
    expect(shown.element("#network")).to_have_text("none false")
    assert shown.wx("getNetworkType")["networkType"] == "none"
    assert sent(shown, url=f"{BACKEND}/api/echo") == {"errMsg": f"request:fail {OFFLINE}", "errno": 600001}
    shown.page.context.set_offline(False)
    expect(shown.element("#network")).to_have_text("wifi true")
    assert asked(shown)["method"] == "GET"


def test_offline_by_the_switch_of_the_frame(open_page: Open) -> None:
    shown = open_page("pages/wx-network/index")
    switch = """(way) => {
      const online = way === "on"
      postMessage({ to: "miniprogram-preview", type: "network", online }, location.origin)
    }"""
    script = """() => new Promise((complete) => {
      wx.request({ url: "http://127.0.0.1:8000/api/never", complete })
    })"""
    waiting = shown.page.evaluate_handle(f"() => ({{ promise: ({script})() }})")
    shown.call(switch, "off")
    assert waiting.evaluate("({ promise }) => promise")["errMsg"] == f"request:fail {OFFLINE}"
    expect(shown.element("#network")).to_have_text("none false")
    shown.call(switch, "on")
    assert asked(shown)["method"] == "GET"
