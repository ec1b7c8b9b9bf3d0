"""The header of a request that may be repeated."""

import secrets


def new_key() -> dict[str, str]:
    """For one new wish."""
    return {"Idempotency-Key": secrets.token_hex(8)}
