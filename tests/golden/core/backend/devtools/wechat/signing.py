"""The cryptography of WeChat Pay API v3: RSA signatures over lines of text, AES-256-GCM around callbacks.

Rules: https://pay.weixin.qq.com/doc/v3/merchant/4012365342 (requests), 4012365352 (answers and callbacks) and
4012071382 (decryption).
"""

import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

SCHEME = "WECHATPAY2-SHA256-RSA2048"
_PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


@dataclass(frozen=True)
class Authorization:
    """The parameters of a request's ``Authorization`` header."""

    mchid: str
    nonce_str: str
    timestamp: str
    serial_no: str
    signature: str

    @classmethod
    def parse(cls, header: str) -> Self | None:
        """Read the header; ``None`` when it has another scheme or lacks a parameter."""
        scheme, _, rest = header.partition(" ")
        found = dict(_PARAMETER.findall(rest))
        if scheme != SCHEME or set(found) != {"mchid", "nonce_str", "timestamp", "serial_no", "signature"}:
            return None
        return cls(**found)


def sign(key: RSAPrivateKey, *lines: str) -> str:
    """Sign ``lines``, each ended by a line feed, with RSA PKCS#1 v1.5 and SHA-256; Base64."""
    return b64encode(key.sign(_message(lines), PKCS1v15(), SHA256())).decode()


def is_signed(key: RSAPublicKey, signature: str, *lines: str) -> bool:
    """Whether ``signature`` (Base64) was made over ``lines`` by the owner of ``key``."""
    try:
        key.verify(b64decode(signature, validate=True), _message(lines), PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def encrypt(api_v3_key: str, text: str, associated_data: str) -> dict[str, str]:
    """Encrypt ``text`` as the ``resource`` of a callback, or as an entry of ``/v3/certificates``."""
    nonce = secrets.token_hex(6)
    sealed = AESGCM(api_v3_key.encode()).encrypt(nonce.encode(), text.encode(), associated_data.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": b64encode(sealed).decode(),
        "associated_data": associated_data,
        "nonce": nonce,
    }


def _message(lines: tuple[str, ...]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
