"""AES-256-GCM with named keys, and HMAC-SHA256 for look-up."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.settings import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyMissing(Exception):
    """No key, or not the one with which the value was encrypted."""


class Tampered(Exception):
    """The value was changed, or belongs to another row or column."""


def parse_keys(text: str) -> dict[str, bytes]:
    """`id:base64(32 bytes)`, comma separated, in order. Raises ValueError."""
    keys: dict[str, bytes] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key_id, _, encoded = part.partition(":")
        keys[key_id] = decode_key(encoded)
        if not key_id.isalnum():
            raise ValueError("a key's id is letters and digits")
    return keys


def decode_key(encoded: str) -> bytes:
    """Raises ValueError for anything but the base64 of 32 bytes; never says what it was."""
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("a key is the base64 of 32 bytes")
    return key


class Cipher:
    """`keys` by id; the first one encrypts, all decrypt."""

    def __init__(self, keys: Mapping[str, bytes], index_key: bytes) -> None:
        if not keys:
            raise KeyMissing("FIELD_KEYS names no key")
        self.active = next(iter(keys))
        self._keys = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._index_key = index_key

    def encrypt(self, plain: str, context: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._keys[self.active].encrypt(nonce, plain.encode(), context.encode())
        return f"{self.active}.{base64.b64encode(sealed).decode()}"

    def decrypt(self, value: str, context: str) -> str:
        """Raises KeyMissing, Tampered."""
        key_id, _, encoded = value.partition(".")
        key = self._keys.get(key_id)
        if key is None:
            raise KeyMissing(f"no key is called {key_id[:8]}")
        try:
            sealed = base64.b64decode(encoded, validate=True)
            return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError):
            raise Tampered(context) from None

    def index(self, plain: str, context: str) -> str:
        """The same text in the same column always gives the same 64 hex digits, which tell nothing without the key."""
        return hmac.new(self._index_key, f"{context}\0{plain}".encode(), hashlib.sha256).hexdigest()


@cache
def cipher() -> Cipher:
    """The cipher of FIELD_KEYS and INDEX_KEY. Raises KeyMissing, ValueError."""
    return Cipher(
        parse_keys(settings().field_keys.get_secret_value()), decode_key(settings().index_key.get_secret_value())
    )
