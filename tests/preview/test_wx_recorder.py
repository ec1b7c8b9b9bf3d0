"""What a mini-program records: https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/RecorderManager.html."""

import base64
import io
import json
import wave
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from heard import set_data
from playwright.sync_api import Browser
from server import Server
from shown import Shown
from told import told, wait_for

from browser import chromium

Open = Callable[..., Shown]
PAGE = "pages/wx-recorder/index"
MICROPHONE = "--use-fake-device-for-media-stream"
"""Chromium's own: it beeps once a second."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(MICROPHONE) as browser:
        yield browser


@pytest.fixture
def recorder(open_page: Open) -> Shown:
    """The page, on a phone whose owner has agreed to the privacy guide and lets it use the microphone."""
    shown = open_page(PAGE)
    shown.page.context.grant_permissions(["microphone"])
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    shown.call("""() => localStorage.setItem('preview:permissions', '{"scope.record":true}')""")
    return shown


def start(shown: Shown, **options: object) -> None:
    if options:
        set_data(shown, options=options)
    shown.element("#start").click()
    wait_for(shown, "Start")


def recorded(shown: Shown) -> tuple[dict[str, Any], bytes]:
    """What was told of the file, and its bytes."""
    detail = wait_for(shown, "Stop")["detail"]
    read = "(path) => wx.getFileSystemManager().readFileSync(path, 'base64')"
    return detail, base64.b64decode(shown.call(read, detail["tempFilePath"]))


def test_a_beep(recorder: Shown) -> None:
    start(recorder)
    recorder.page.wait_for_timeout(1500)  # so long a piece of sound
    recorder.element("#stop").click()
    detail, content = recorded(recorder)
    assert detail["fileSize"] == len(content)
    with wave.open(io.BytesIO(content)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (16000, 1, 2)
        assert sound.getnframes() / 16000 * 1000 == pytest.approx(detail["duration"], abs=300)
        assert max(sound.readframes(sound.getnframes())) > 0
    assert 1300 < detail["duration"] < 3000
    assert told(recorder) == ["Start", "Stop"]


def test_samples_alone(recorder: Shown) -> None:
    start(recorder, format="PCM", sampleRate=8000, numberOfChannels=2)
    recorder.page.wait_for_timeout(600)
    recorder.element("#stop").click()
    detail, content = recorded(recorder)
    assert detail["tempFilePath"].endswith(".pcm")
    assert len(content) % 4 == 0
    assert len(content) / 4 / 8 == pytest.approx(detail["duration"], abs=300)


def test_a_pause_is_not_recorded(recorder: Shown) -> None:
    start(recorder)
    recorder.page.wait_for_timeout(500)
    recorder.element("#pause").click()
    wait_for(recorder, "Pause")
    recorder.page.wait_for_timeout(1500)
    recorder.element("#resume").click()
    wait_for(recorder, "Resume")
    recorder.page.wait_for_timeout(500)
    recorder.element("#stop").click()
    detail, _ = recorded(recorder)
    assert 900 < detail["duration"] < 2000
    assert told(recorder) == ["Start", "Pause", "Resume", "Stop"]


def test_it_ends_by_itself_and_may_begin_again(recorder: Shown) -> None:
    start(recorder, duration=400, format="wav", sampleRate=8000)
    detail = wait_for(recorder, "Stop")["detail"]
    assert 390 <= detail["duration"] < 1500
    recorder.element("#start").click()
    wait_for(recorder, "Start", times=2)
    wait_for(recorder, "Stop", times=2)


def test_one_at_a_time(recorder: Shown) -> None:
    start(recorder)
    recorder.element("#start").click()
    busy = wait_for(recorder, "Error")["detail"]
    assert busy == {"errMsg": "operateRecorder:fail is recording or paused"}
    recorder.element("#resume").click()
    assert wait_for(recorder, "Error", times=2)["detail"] == {"errMsg": "operateRecorder:fail not paused"}
    recorder.element("#stop").click()
    wait_for(recorder, "Stop")
    recorder.element("#stop").click()
    assert wait_for(recorder, "Error", times=3)["detail"] == {"errMsg": "operateRecorder:fail recorder not start"}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"sampleRate": 9000}, "invalid sampleRate 9000"),
        ({"sampleRate": 8000, "encodeBitRate": 96000}, "invalid encodeBitRate 96000"),
        ({"format": "flac"}, "record format error"),
    ],
)
def test_what_wechat_would_not_record(recorder: Shown, options: dict[str, object], reason: str) -> None:
    set_data(recorder, options=options)
    recorder.element("#start").click()
    assert wait_for(recorder, "Error")["detail"] == {"errMsg": f"operateRecorder:fail {reason}"}
    assert told(recorder) == ["Error"]


def test_it_asks_first(open_page: Open) -> None:
    shown = open_page(PAGE)
    shown.element("#start").click()
    shown.page.get_by_test_id("privacy-cancel").click()
    refused = {"errMsg": "operateRecorder:fail privacy permission is not authorized"}
    assert wait_for(shown, "Error")["detail"] == refused
    shown.element("#start").click()
    shown.page.get_by_test_id("privacy-confirm").click()
    shown.page.get_by_test_id("permission-cancel").click()
    assert wait_for(shown, "Error", times=2)["detail"] == {"errMsg": "operateRecorder:fail auth deny"}
    assert shown.wx("getSetting")["authSetting"]["scope.record"] is False


def test_the_browser_may_refuse(recorder: Shown) -> None:
    recorder.page.context.clear_permissions()
    recorder.element("#start").click()
    assert wait_for(recorder, "Error")["detail"] == {"errMsg": "operateRecorder:fail system permission denied"}


def test_what_was_recorded_can_be_played(recorder: Shown) -> None:
    start(recorder, duration=500, format="mp3", sampleRate=16000)
    path = wait_for(recorder, "Stop")["detail"]["tempFilePath"]
    assert path.endswith(".wav")
    script = """(src) => new Promise((done) => {
      const audio = wx.createInnerAudioContext()
      audio.onCanplay(() => done(audio.duration))
      audio.src = src
    })"""
    assert 0.3 < recorder.call(script, path) < 1.5


def test_what_was_recorded_can_be_sent(recorder: Shown, served: Server) -> None:
    start(recorder, duration=400, sampleRate=8000)
    detail = wait_for(recorder, "Stop")["detail"]
    script = "(options) => new Promise((success) => wx.uploadFile({ ...options, success }))"
    sending = {"url": f"{served.url}/api/echo", "filePath": detail["tempFilePath"], "name": "voice"}
    sent = json.loads(recorder.call(script, sending)["data"])
    assert int(sent["headers"]["content-length"]) > detail["fileSize"]
    assert "audio/wav" in sent["body"]
