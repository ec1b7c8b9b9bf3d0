"""What a device proves itself with: shown once, and kept as Mosquitto's password file wants it.

`$7$<iterations>$<salt>$<PBKDF2-HMAC-SHA512>` (mosquitto_passwd(1)): one hash serves the server that devices tell over
HTTP, the broker inside the process, and Mosquitto. A secret is 192 random bits, which no number of iterations makes
harder to guess; there are as many as Mosquitto's own tool makes.
"""

import hashlib
import secrets
from base64 import b64decode, b64encode
from hmac import compare_digest

ITERATIONS = 101
SALT_BYTES = 12
HASH_BYTES = 64


def new_secret() -> str:
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    salt = secrets.token_bytes(SALT_BYTES)
    parts = (salt, _derived(secret, salt, ITERATIONS))
    return "$".join(["", "7", str(ITERATIONS), *(b64encode(part).decode() for part in parts)])


def is_secret(secret: str, kept: str) -> bool:
    _, _, iterations, salt, expected = kept.split("$")
    return compare_digest(_derived(secret, b64decode(salt), int(iterations)), b64decode(expected))


def _derived(secret: str, salt: bytes, iterations: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, iterations, HASH_BYTES)
