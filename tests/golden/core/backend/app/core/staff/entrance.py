"""Signing in with a password, from the API or the console, guarded against guessing."""

from datetime import datetime

from app.core.database import Database
from app.core.rate_limit import RateLimiter, limit
from app.core.staff.model import StaffAccount
from app.core.staff.service import CredentialsInvalid, sign_in

GUESS_RATE = "10/hour"
"""Wrong passwords for one user name, from wherever they come."""


async def enter(
    database: Database, limiter: RateLimiter, username: str, password: str
) -> tuple[StaffAccount, str, datetime]:
    """The account, a token and when it expires. Raises CredentialsInvalid, RateLimited."""
    await limit(limiter, GUESS_RATE, "staff_guess", username, peek=True)
    try:
        return await sign_in(database, username, password)
    except CredentialsInvalid:
        await limit(limiter, GUESS_RATE, "staff_guess", username)
        raise
