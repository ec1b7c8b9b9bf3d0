"""The label on a machine: what a phone scans to report that something is wrong with it."""

import io
from urllib.parse import quote

import segno

from app.core.settings import settings


def address(asset: str) -> str:
    """Leads to the mini-program's page for reports where WeChat's console knows this address as a link to it."""
    return f"{settings().public_url}/repair?asset={quote(asset, safe='')}"


def label(asset: str) -> bytes:
    """A PNG, black on white: it is printed."""
    out = io.BytesIO()
    segno.make(address(asset), error="m").save(out, kind="png", scale=10, border=4)
    return out.getvalue()
