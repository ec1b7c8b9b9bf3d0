"""Where the code on a label leads, and the code itself."""

import io

import segno

from app.core.settings import settings


def page_url(code: str) -> str:
    """A page for every browser; the mini-program's own where WeChat's console knows this address as a link to it."""
    return f"{settings().public_url}/trace/{code}"


def png(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(page_url(code), error="m").save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def svg(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(page_url(code), error="m").save(out, kind="svg", scale=10, border=4)
    return out.getvalue()
