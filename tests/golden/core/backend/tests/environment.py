"""The environment of the tests: throwaway keys and folders, the stand-in for WeChat.

Import it before anything of `app`.
"""

import atexit
import base64
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

from cryptography.hazmat.primitives import serialization

from devtools.wechat import development_environment

FOLDER = Path(tempfile.mkdtemp(prefix="tests-"))
KEYS = FOLDER / "keys"
WECHAT_URL = "http://wechat.test"
ORIGIN = "http://shop.test"

# It checks a key at each reading, which takes longer than most tests.
mock.patch.object(serialization, "load_pem_private_key", cache(serialization.load_pem_private_key)).start()

atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ENVIRONMENT"] = "test"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite+aiosqlite:///{FOLDER / 'empty.db'}"
os.environ["MEDIA_DIR"] = str(FOLDER / "media")
os.environ["PUBLIC_URL"] = ORIGIN
os.environ["FIELD_KEYS"] = "test1:" + base64.b64encode(b"k" * 32).decode()
os.environ["INDEX_KEY"] = base64.b64encode(b"i" * 32).decode()
os.environ["RUN_JOBS"] = "false"
for name, value in development_environment(KEYS, WECHAT_URL).items():
    os.environ[name] = value
