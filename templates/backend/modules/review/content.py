"""WeChat's content check, as this module asks for it.

Sources: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/, pages msgSecCheck (version
2: the verdict is in the answer) and mediaCheckAsync (the answer is a number; the verdict follows as the event
`wxa_media_check`, within 30 minutes). The writer must have used the mini-program within the last two hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.wechat import WeChat, WeChatError

PASS, REVIEW, RISKY = "pass", "review", "risky"
_SUGGESTIONS = frozenset({PASS, REVIEW, RISKY})

VERSION = 2
COMMENT = 2
"""The scene: 1 a profile, 2 a comment, 3 a forum, 4 a social diary."""
PICTURE = 2
"""The media type: 1 sound, 2 a picture."""

ASKING_AGAIN_IS_VAIN = frozenset({40003, 43104, 61010})
"""The writer is not known to WeChat, or was last seen more than two hours ago."""


@dataclass(frozen=True)
class Verdict:
    """`suggest` is pass, review (a person should look) or risky; `label` says what WeChat sees, 100 for nothing."""

    suggest: str
    label: int | None = None

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Verdict":
        """From an answer or an event; what WeChat could not check, or says in words of tomorrow, needs a person."""
        result = told.get("result")
        if told.get("errcode") or not isinstance(result, dict) or result.get("suggest") not in _SUGGESTIONS:
            return UNSURE
        label = result.get("label")
        return cls(result["suggest"], label if isinstance(label, int) else None)


UNSURE = Verdict(REVIEW)


async def check_text(wechat: WeChat, openid: str, text: str) -> Verdict:
    """Raises WeChatError when asking again later may help."""
    body = {"content": text, "version": VERSION, "scene": COMMENT, "openid": openid}
    try:
        return Verdict.read(await wechat.call("/wxa/msg_sec_check", body))
    except WeChatError as error:
        if error.details.get("errcode") in ASKING_AGAIN_IS_VAIN:
            return UNSURE
        raise


async def send_picture(wechat: WeChat, openid: str, url: str) -> str | None:
    """The number under which the verdict will come; None when WeChat will not check it.

    Raises WeChatError when asking again later may help.
    """
    body = {"media_url": url, "media_type": PICTURE, "version": VERSION, "scene": COMMENT, "openid": openid}
    try:
        return str((await wechat.call("/wxa/media_check_async", body))["trace_id"])
    except WeChatError as error:
        if error.details.get("errcode") in ASKING_AGAIN_IS_VAIN:
            return None
        raise
