"""Texts of entries, which may be given in one language (customers read Chinese) or in both."""

from pintu.model.document import Data


def zh(text: Data) -> str:
    """The Chinese text of `text`, which is one, or `{zh, en}`."""
    return said(text, "zh")


def said(text: Data, language: str) -> str:
    chosen = text.get(language, text.get("zh")) if isinstance(text, dict) else text
    return "" if chosen is None else str(chosen)
