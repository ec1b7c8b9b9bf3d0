"""The built-in pack with three of its contracts and a handful of templates: generating takes milliseconds."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from pintu.packs import discover, schemas
from pintu.packs.builtin import builtin_root

MODULES = ("cart", "catalog", "identity")
SCHEMAS = ("base.yaml", "blueprint.schema.json", "module.schema.json")
SERVER = """\
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()


print("serving", *sys.argv[1:], "in", os.environ["DEVTOOLS_LANG"], flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[2])), Handler).serve_forever()
"""
TEMPLATES = {
    "project/README.md.jinja": "# <%= app.name %>\n\n<% for module in modules %>\n- <%= module.id %>\n<% endfor %>\n",
    "project/Makefile": "run:\n\tpython -m devtools.run\n",
    "project/bin/start": "#!/bin/sh\nexec make run\n",
    "backend/base/app/main.py": "app = None\n",
    "backend/base/business.toml.jinja": "name = <%= app.name | toml %>\n\n\n",
    "backend/base/devtools/run.py": SERVER,
    "backend/base/pyproject.toml": "[dependency-groups]\nrun = []\n",
    "backend/contracts/stock.py": "class Stock: ...\n",
    "backend/modules/catalog/__init__.py": "",
    "backend/modules/catalog/service.py": "PRICE = 1\n",
    "backend/modules/catalog/tests/test_catalog.py": "def test_price() -> None: ...\n",
    "backend/modules/catalog/tests/with_cart__identity/test_both.py": "def test_both() -> None: ...\n",
    "backend/modules/cart/__init__.py": "",
    "backend/modules/identity/__init__.py": "",
    "miniprogram/base/app.js": "App({})\n",
    "miniprogram/base/app.json.jinja": '{"pages": <%= main_pages | json %>}\n',
    "miniprogram/base/theme.json.jinja": '{"primary": <%= theme.primary | json %>, "logo": <%= theme.logo | json %>}',
    "miniprogram/modules/catalog/main/categories/index.wxml": "<view/>\n",
    "miniprogram/modules/catalog/pages/product/index.wxml": "<view/>\n",
    "miniprogram/modules/catalog/tests/catalog.test.js": "test()\n",
}
BLUEPRINT = """\
pintu: 1
app: {name: 山月茶铺, slug: shanyue-tea, vertical: retail}
tabs:
  - home
  - {page: catalog.categories, label: 茶单, icon: leaf}
  - me
modules:
  catalog:
"""


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="")


def use_tiny_pack(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a tiny pack in `folder` the built-in one, for this test. Its compiled templates are cached there as well."""
    real, root = builtin_root(), folder / "builtin"
    (root / "schemas" / "modules").mkdir(parents=True)
    for name in (*SCHEMAS, *(f"modules/{module}.yaml" for module in MODULES)):
        shutil.copy(real / "schemas" / name, root / "schemas" / name)
    write_files(root / "templates", TEMPLATES)
    (root / "templates" / "miniprogram" / "icons").symlink_to(real / "templates" / "miniprogram" / "icons")
    write_files(root / "blueprints", {"retail.yaml": BLUEPRINT})
    for module in (discover, schemas):
        monkeypatch.setattr(module, "builtin_root", lambda: root)
    catalogue = cache(discover._catalogue.__wrapped__)  # noqa: SLF001  what it remembers holds for this test only
    monkeypatch.setattr(discover, "_catalogue", catalogue)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("PINTU_LANG", "en")
    return root
