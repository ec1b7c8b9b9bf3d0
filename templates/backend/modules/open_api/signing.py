"""How a message is signed, so that its receiver knows who sent it, that nobody changed it, and that it is not old.

The scheme is that of Standard Webhooks (www.standardwebhooks.com): HMAC-SHA256 of `<id>.<timestamp>.<body>`.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

PREFIX: Final = "whsec_"

RECEIVING: Final = """\
import base64, hashlib, hmac, time

def is_genuine(secret: str, headers, body: bytes) -> bool:
    message, sent = headers["Webhook-Id"], headers["Webhook-Timestamp"]
    if abs(time.time() - int(sent)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message}.{sent}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers["Webhook-Signature"].split()
    return any(hmac.compare_digest(wanted, one) for one in given)
"""
"""What a receiver does, in Python; the documentation shows it and a test runs it."""

GUIDE: Final = f"""\
每条消息是一个 POST，正文为 JSON：`{{"id", "event", "at", "data"}}`。
收到后请在 10 秒内回答 2xx，其余一律视为没有送达，会越隔越久地重试。
同一条消息可能送来不止一次，请以请求头 `Webhook-Id` 去重；先后次序不作保证。

请求头：

- `Webhook-Id`：消息的编号，重试不变
- `Webhook-Timestamp`：发送时间，自 1970 年起的秒数；与自己的时钟相差五分钟以上的不要接受
- `Webhook-Signature`：以空格隔开的一个或几个签名，形如 `v1,<base64>`；更换密钥期间新旧各一个，有一个对即可

签名是以密钥（去掉 `whsec_` 后按 base64 解码）对
`<Webhook-Id>.<Webhook-Timestamp>.<正文原样字节>` 求得的 HMAC-SHA256。核对的写法：

```python
{RECEIVING}```
"""


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, message: str, sent: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, f"{message}.{sent}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(several: Sequence[str], message: str, sent: int, body: bytes) -> dict[str, str]:
    """With a signature for each of the secrets."""
    return {
        "Webhook-Id": message,
        "Webhook-Timestamp": str(sent),
        "Webhook-Signature": " ".join(signature(secret, message, sent, body) for secret in several),
    }
