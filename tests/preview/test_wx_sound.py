"""Sounds that a mini-program plays: https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/InnerAudioContext.html."""

import base64
import io
import math
import struct
import wave
from collections.abc import Callable
from typing import Any

import pytest
from shown import Shown
from told import told, wait_for

Open = Callable[..., Shown]
AUDIO = "pages/wx-audio/index"
RECORDER = "pages/wx-recorder/index"
SECONDS = 2


def tone() -> str:
    """A quiet tone of two seconds, in base64."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(
            b"".join(struct.pack("<h", int(900 * math.sin(at / 3))) for at in range(8000 * SECONDS)),
        )
    return base64.b64encode(file.getvalue()).decode()


@pytest.fixture
def sound(open_page: Open) -> Shown:
    """The page, with a tone of two seconds."""
    shown = open_page(AUDIO)
    script = """(data) => {
      const path = `${wx.env.USER_DATA_PATH}/tone.wav`
      wx.getFileSystemManager().writeFileSync(path, data, "base64")
      getCurrentPages().at(-1).load(path)
    }"""
    shown.call(script, tone())
    wait_for(shown, "Canplay")
    return shown


def audio(shown: Shown, expression: str) -> Any:  # noqa: ANN401
    """What `expression` gives, where the sound is `audio`."""
    return shown.call(f"() => {{ const {{ audio }} = getCurrentPages().at(-1); return {expression} }}")


def test_a_sound_is_played_to_its_end(sound: Shown) -> None:
    assert audio(sound, "[audio.duration, audio.buffered, audio.paused, audio.currentTime]") == [SECONDS, 2, True, 0]
    sound.element("#play").click()
    assert wait_for(sound, "Play")["paused"] is False
    assert 0 < wait_for(sound, "TimeUpdate", times=2)["currentTime"] < SECONDS
    assert wait_for(sound, "Ended")["currentTime"] == SECONDS
    assert "Stop" not in told(sound)


def test_stopped_it_begins_anew(sound: Shown) -> None:
    sound.element("#play").click()
    wait_for(sound, "TimeUpdate", times=2)
    audio(sound, "audio.stop()")
    wait_for(sound, "Stop")
    assert audio(sound, "[audio.paused, audio.currentTime]") == [True, 0]
    sound.element("#play").click()
    wait_for(sound, "Play", times=2)
    assert "Pause" not in told(sound)
    audio(sound, "audio.pause()")
    wait_for(sound, "Pause")


def test_from_where_it_is_to_start(sound: Shown) -> None:
    audio(sound, "(audio.startTime = 1.5, audio.src = audio.src)")
    wait_for(sound, "Seeked")
    assert audio(sound, "audio.currentTime") == 1.5
    audio(sound, "audio.seek(0.5)")
    wait_for(sound, "Seeked", times=2)
    assert audio(sound, "audio.currentTime") == 0.5
    audio(sound, "Object.assign(audio, { playbackRate: 2, volume: 0.5, loop: true })")
    assert audio(sound, "[audio.playbackRate, audio.volume, audio.loop]") == [2, 0.5, True]


def test_what_is_no_sound(sound: Shown) -> None:
    audio(sound, 'audio.src = "wxfile://usr/nothing.mp3"')
    assert wait_for(sound, "Error")["detail"]["errCode"] == 10004
    sound.expect_problems()


def test_listeners_go(sound: Shown) -> None:
    audio(sound, "(audio.offPlay(), audio.offTimeUpdate())")
    sound.element("#play").click()
    wait_for(sound, "Ended")
    assert {"Play", "TimeUpdate"}.isdisjoint(told(sound))
    assert audio(sound, "audio.destroy()") is None


def test_how_sounds_come_out(open_page: Open) -> None:
    answer = open_page(AUDIO).wx("setInnerAudioOption", {"obeyMuteSwitch": False, "speakerOn": True})
    assert answer == {"errMsg": "setInnerAudioOption:ok"}


def test_a_computer_without_a_microphone(open_page: Open) -> None:
    shown = open_page(RECORDER)
    shown.page.context.grant_permissions(["microphone"])
    shown.call("() => localStorage.setItem('preview:privacy', 'true')")
    shown.element("#start").click()
    shown.page.get_by_test_id("permission-confirm").click()
    assert wait_for(shown, "Error")["detail"] == {"errMsg": "operateRecorder:fail NotFoundError"}
    assert told(shown) == ["Error"]
