"""Events that WeChat pushes to the shop's message address: encrypted ("safe mode"), as JSON.

Source: https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html. Five seconds to
answer ``success``, or nothing; otherwise it is sent again, three times at most.
"""

import base64
import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

import httpx
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.core import clock
from devtools.wechat.keys import Identity
from devtools.wechat.records import Attempt, Push, State
from devtools.wechat.timeline import Timeline

ANSWER_SECONDS = 5.0
RETRY_SECONDS = (5, 5, 5)
BLOCK = 32


def push_secrets(identity: Identity) -> tuple[str, str]:
    """Token and EncodingAESKey, as the merchant reads them in WeChat's console."""
    digest = hashlib.sha256(f"push {identity.numbers.app_secret}".encode()).digest()
    return f"dev-{digest.hex()[:24]}", base64.b64encode(digest).decode().rstrip("=")


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


class Pusher:
    """Sends what is due. Time passes only by the timeline; ``deliver_due`` never waits."""

    def __init__(self, state: State, identity: Identity, timeline: Timeline, client: httpx.AsyncClient) -> None:
        self._state = state
        self._identity = identity
        self._timeline = timeline
        self.client = client

    def next_due(self) -> datetime | None:
        """When something is due next."""
        return min((one.due_at for one in self._state.pushes if one.due_at is not None), default=None)

    async def deliver_due(self) -> list[Attempt]:
        """Send every event that is due; returns the tries that were made."""
        now = self._timeline.now()
        made = []
        for push in [one for one in self._state.pushes if one.due_at is not None and one.due_at <= now]:
            push.due_at = None  # nobody else sends it while this try is under way
            attempt = await self.send(push)
            made.append(attempt)
            if attempt.status != 200 and push.tries < len(RETRY_SECONDS):
                push.due_at = self._timeline.after(RETRY_SECONDS[push.tries])
                push.tries += 1
        return made

    async def send(self, push: Push) -> Attempt:
        """Send it now, as the platform may at any time."""
        token, _ = push_secrets(self._identity)
        encrypted = self.encrypt(push.message)
        timestamp, nonce = str(int(clock.now().timestamp())), secrets.token_hex(8)
        query = {
            "signature": signature(token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": str(push.message["FromUserName"]),
            "encrypt_type": "aes",
            "msg_signature": signature(token, timestamp, nonce, encrypted),
        }
        body = {"ToUserName": push.message["ToUserName"], "Encrypt": encrypted}
        try:
            answer = await self.client.post(push.url, params=query, json=body, timeout=ANSWER_SECONDS)
        except httpx.HTTPError as error:
            return Attempt(self._timeline.now(), "pushed", None, type(error).__name__)
        return Attempt(self._timeline.now(), "pushed", answer.status_code)

    def encrypt(self, message: dict[str, Any]) -> str:
        _, aes_key = push_secrets(self._identity)
        key = base64.b64decode(aes_key + "=")
        text = json.dumps(message, ensure_ascii=False).encode()
        plain = secrets.token_bytes(16) + len(text).to_bytes(4) + text + self._identity.numbers.appid.encode()
        missing = BLOCK - len(plain) % BLOCK
        encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode()
