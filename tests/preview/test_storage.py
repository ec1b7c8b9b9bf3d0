"""Storage, as https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html has it."""

from collections.abc import Callable

from shown import Shown

Open = Callable[..., Shown]


def test_values_keep_their_type(open_page: Open) -> None:
    shown = open_page()
    for value in ["text", 7, True, None, [1, {"a": 2}], {"b": []}]:
        shown.call("(value) => wx.setStorageSync('key', value)", value)
        assert shown.call("() => wx.getStorageSync('key')") == value


def test_what_is_not_there(open_page: Open) -> None:
    shown = open_page()
    assert shown.call("() => wx.getStorageSync('nothing')") == ""
    assert shown.wx("getStorage", {"key": "nothing"}) == {"errMsg": "getStorage:fail data not found"}


def test_callbacks_come_later_and_without_a_promise(open_page: Open) -> None:
    order = open_page().call(
        """async () => {
          const order = []
          const returned = wx.setStorage({
            key: "a", data: 1,
            success: ({ errMsg }) => order.push(errMsg), complete: () => order.push("complete"),
          })
          order.push(returned === undefined ? "called" : "promise")
          await new Promise((resolve) => setTimeout(resolve))
          return order
        }"""
    )
    assert order == ["called", "setStorage:ok", "complete"]


def test_info_and_removal(open_page: Open) -> None:
    shown = open_page()
    shown.wx("setStorage", {"key": "a", "data": 1})
    shown.wx("setStorage", {"key": "b", "data": 2})
    assert sorted(shown.wx("getStorageInfo")["keys"]) == ["a", "b"]
    shown.wx("removeStorage", {"key": "a"})
    assert shown.call("() => wx.getStorageInfoSync().keys") == ["b"]
    shown.wx("clearStorage")
    assert shown.call("() => wx.getStorageInfoSync().keys") == []
