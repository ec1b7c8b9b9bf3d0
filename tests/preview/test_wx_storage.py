"""Limits of storage, and several keys at once."""

from collections.abc import Callable

from shown import Shown

Open = Callable[..., Shown]


def test_dates_stay_dates(open_page: Open) -> None:
    script = """() => {
      wx.setStorageSync("at", new Date(1700000000000))
      const at = wx.getStorageSync("at")
      return at instanceof Date && at.getTime()
    }"""
    assert open_page().call(script) == 1700000000000


def test_a_value_has_at_most_one_megabyte(open_page: Open) -> None:
    shown = open_page()
    script = "(size) => wx.setStorage({ key: 'big', data: 'x'.repeat(size) }).catch(({ errMsg }) => errMsg)"
    assert shown.call(script, 1024 * 1024) == "setStorage:fail entry size limit reached"
    assert shown.call(script, 1024 * 1024 - 20) == {"errMsg": "setStorage:ok"}
    assert shown.call("() => wx.getStorageInfoSync()") == {"keys": ["big"], "currentSize": 1024, "limitSize": 10240}


def test_the_whole_is_limited(open_page: Open) -> None:
    script = """() => {
      try {
        for (let at = 0; at < 11; at += 1) wx.setStorageSync("big" + at, "x".repeat(1024 * 1024 - 20))
      } catch ({ message }) {
        return message
      }
    }"""
    assert open_page().call(script).startswith("setStorageSync:fail exceed storage max size")


def test_a_key_is_needed(open_page: Open) -> None:
    shown = open_page()
    assert shown.wx("setStorage", {"data": 1})["errMsg"].startswith("setStorage:fail parameter error: parameter.key")
    script = "() => { try { wx.getStorageSync() } catch ({ message }) { return message } }"
    assert shown.call(script).startswith("getStorageSync:fail parameter error: parameter.key")


def test_several_at_once(open_page: Open) -> None:
    shown = open_page()
    rows = [{"key": "a", "value": 1}, {"key": "b", "value": [2]}]
    assert shown.wx("batchSetStorage", {"kvList": rows}) == {"errMsg": "batchSetStorage:ok"}
    assert shown.wx("batchGetStorage", {"keyList": ["a", "c", "b"]})["dataList"] == [1, "", [2]]
    shown.call("() => wx.batchSetStorageSync([{ key: 'c', value: 3 }])")
    assert shown.call("() => wx.batchGetStorageSync(['c'])") == [3]


def test_it_outlives_a_reload_and_what_wechat_remembers_outlives_clear(open_page: Open) -> None:
    shown = open_page()
    shown.call("() => { wx.setStorageSync('kept', 1); localStorage.setItem('preview:privacy', 'true') }")
    shown.open("pages/home/index")
    assert shown.call("() => wx.getStorageSync('kept')") == 1
    shown.call("() => wx.clearStorageSync()")
    assert shown.wx("getPrivacySetting")["needAuthorization"] is False
