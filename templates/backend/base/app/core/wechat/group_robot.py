"""Tells a WeCom group something, through its robot.

https://developer.work.weixin.qq.com/document/path/91770: a robot takes 20 messages a minute and answers
`{"errcode": 0}`; 45009 is one too many.
"""

from datetime import timedelta
from typing import Any

from app.core.http import open_http
from app.core.jobs import RetryLater

TIMEOUT_S = 10
TOO_MANY = 45009


async def say(url: str, text: str) -> None:
    """For a job. Raises RetryLater where that was one too many, and RuntimeError for what the robot refuses: it is
    tried again, and shows at the console when it stays so.
    """
    async with open_http(timeout=TIMEOUT_S) as client:
        answer = await client.post(url, json={"msgtype": "text", "text": {"content": text}})
    said: dict[str, Any] = answer.raise_for_status().json()
    if said.get("errcode") == TOO_MANY:
        raise RetryLater(timedelta(minutes=1))
    if said.get("errcode") != 0:
        raise RuntimeError(f"the robot refuses: {said.get('errcode')}")
