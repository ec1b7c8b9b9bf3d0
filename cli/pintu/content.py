"""Bytes of files: whether they are text, and hashes that do not mind line endings."""

import hashlib


def digest(content: bytes) -> str:
    """SHA-256 of raw bytes."""
    return hashlib.sha256(content).hexdigest()


def is_text(content: bytes) -> bool:
    return b"\0" not in content[:8192]


def normal(content: bytes) -> bytes:
    """Text with LF; anything else as it is."""
    return content.replace(b"\r\n", b"\n") if is_text(content) else content


def fingerprint(content: bytes) -> str:
    """SHA-256 of the normal form: what the lock records."""
    return digest(normal(content))


def with_endings_of(model: bytes | None, content: bytes) -> bytes:
    """`content` with the line endings that most lines of `model` have; with its own where there is no model."""
    if model is None or not (is_text(model) and is_text(content)) or model.count(b"\r\n") * 2 <= model.count(b"\n"):
        return content
    return normal(content).replace(b"\n", b"\r\n")
