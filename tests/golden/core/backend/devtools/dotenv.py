"""The developer's `.env`: made once, with secrets of its own, and never touched again."""

import base64
import os
import secrets
from pathlib import Path

from app.core.guard import DEVELOPMENT_MARK

TEXT = """\
# 仅供本机开发；正式环境的设置见 .env.example。这些密钥带有开发标记，生产环境会拒绝使用。
ENVIRONMENT=development
FIELD_KEYS={mark}1:{field_key}
INDEX_KEY={index_key}
"""


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def create_dotenv(path: Path) -> bool:
    """Write `path`, readable by its owner only; False when it is there already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(TEXT.format(mark=DEVELOPMENT_MARK, field_key=_key(), index_key=_key()))
    return True
