"""WeChat's message push in safe mode: who sent it, and what it says.

Source: https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html. Signatures are
SHA-1 over the sorted parts; the body is AES-256-CBC: 16 random bytes, the length of the message in 4 bytes (big
endian), the message, the appid, filled up to a multiple of 32 bytes (PKCS #7).
"""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.core.settings import settings
from app.modules.wechat_push.errors import PushRejected
from app.modules.wechat_push.settings import environment

BLOCK = 32
RANDOM, LENGTH = 16, 4


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def verify(given: str, *parts: str) -> None:
    """Raises PushRejected unless `given` is the signature of `parts` under our token."""
    token = environment().wechat_push_token.get_secret_value()
    if not token or not hmac.compare_digest(given.encode(), signature(token, *parts).encode()):
        raise PushRejected


def read(body: bytes, msg_signature: str, timestamp: str, nonce: str) -> dict[str, Any]:
    """The message. Raises PushRejected."""
    try:
        encrypted = str(json.loads(body)["Encrypt"])
        verify(msg_signature, timestamp, nonce, encrypted)
        message = json.loads(_decrypt(encrypted))
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise PushRejected from error
    if not isinstance(message, dict):
        raise PushRejected
    return message


def _decrypt(encrypted: str) -> bytes:
    """Raises ValueError, PushRejected."""
    key = base64.b64decode(environment().wechat_push_aes_key.get_secret_value() + "=")
    decryptor = Cipher(AES(key), CBC(key[:16])).decryptor()
    plain = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    if not plain or not 1 <= plain[-1] <= BLOCK:
        raise PushRejected
    content = plain[RANDOM : -plain[-1]]
    end = LENGTH + int.from_bytes(content[:LENGTH])
    if content[end:] != settings().wechat_appid.encode():
        raise PushRejected
    return content[LENGTH:end]
