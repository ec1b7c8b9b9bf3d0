"""Staff passwords: argon2id, in a thread because it takes its time on purpose."""

import asyncio
import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MIN_LENGTH: Final = 10

_hasher = PasswordHasher()
_NOBODY: Final = _hasher.hash(secrets.token_urlsafe())


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, stored: str | None) -> bool:
    """Takes as long when there is no such account, so that the time tells nothing."""
    matches = await asyncio.to_thread(_matches, password, stored or _NOBODY)
    return matches and stored is not None


def _matches(password: str, stored: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def one_time_password() -> str:
    """Twelve characters that are not mixed up when read aloud."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))
