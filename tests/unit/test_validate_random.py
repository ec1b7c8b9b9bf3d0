"""Whatever the file, the answer is 0 or 1: no traceback, no secret on a screen, no line that is not there."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from values import SECRETS

from pintu.cli import run
from pintu.packs.discover import discover

TESTS = Path(__file__).parents[1]
REAL = [
    file.read_bytes() for file in (*sorted(TESTS.glob("cases/*/blueprint.yaml")), *sorted(TESTS.glob("packs/*.yaml")))
]
REAL += [file.read_bytes() for _, file in discover().verticals()]
FULL: dict[str, Any] = {
    "pintu": 1,
    "requires": ">=0.0.1",
    "app": {"name": "山月茶铺", "slug": "shanyue-tea", "vertical": "retail", "size": "micro"},
    "business": {"company": "山月茶业", "phone": "0571-88880000", "hours": "09:00-21:00"},
    "environments": {
        "test": {"appid": "wx0123456789abcdef", "api": "http://127.0.0.1:8000"},
        "prod": {"appid": "wxfedcba9876543210", "api": "https://shop.example.com"},
    },
    "theme": {"primary": "#0f766e", "dark": "auto"},
    "tabs": ["home", {"page": "catalog.categories", "label": "茶单", "icon": "leaf"}, "cart.cart", "me"],
    "home": ["banner", {"block": "products", "title": "新茶", "limit": 3}],
    "modules": {
        "order": {"payment_timeout": "15m", "max_lines": 9},
        "payment": False,
        "presale": False,
        "cart": True,
        "catalog": None,
    },
    "roles": {"clerk": {"label": "店员", "can": ["order.read", "catalog.*"], "scope": "all"}, "boss": False},
}
PIECES = [
    "：",
    "，",
    "“",
    "\t",
    "  ",
    "\n",
    "\r\n",
    ": ",
    "- ",
    "#",
    "&a ",
    "*a",
    "<<: ",
    "!",
    "%",
    "@",
    "`",
    "|",
    ">",
    "?",
]
PIECES += [
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "\\",
    "---\n",
    "...\n",
    "null",
    "false",
    ".nan",
    "1e999",
    "😀",
    "\u2028",
    "\ufeff",
    "\0",
]
PIECES += ["pintu: 1\n", "extends: x\n", "modules:\n", "records: {}\n", "secret: x\n", "\ud7ff", "%YAML 1.3\n---\n"]
QUICK = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def answer(content: bytes, *options: str) -> tuple[int, str, str]:
    """(status, standard output, standard error) of `pintu validate -`."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(content), "utf-8")
    with patch.object(sys, "stdin", stdin), redirect_stdout(out), redirect_stderr(err):
        status = run(["validate", "-", *options])
    return status, out.getvalue(), err.getvalue()


def check_answer(content: bytes) -> None:
    status, out, err = answer(content, "--format", "json")
    assert status in {0, 1}, f"{err}\n{content!r}"
    said = json.loads(out)
    assert (said["outcome"] == "ok") == (status == 0)
    assert (said["errors"] > 0) == (status == 1)
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in said["diagnostics"]:
        assert one["message"]
        if one["file"] == "-" and "line" in one:
            assert 1 <= one["line"] <= len(lines), one
            assert 1 <= one["column"] <= len(lines[one["line"] - 1]) + 1, one


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A real blueprint with pieces cut out, put in, doubled and swapped."""
    text = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        piece = draw(
            st.sampled_from(PIECES).map(lambda one: one.encode("utf-8", "surrogatepass")) | st.binary(max_size=3)
        )
        text = draw(
            st.sampled_from([text[:start] + piece + text[end:], text[:end] + text[start:], text[:start] + text[end:]])
        )
    return text


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["home", "*", "order.read"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401  any part of a document
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def changed(data: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:  # noqa: ANN401
    """A copy in which `change(parent, key)` has been called for `path`."""
    data = deepcopy(data)
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return data


@st.composite
def restructured(draw: st.DrawFn) -> dict[str, Any]:
    """A full blueprint with values replaced, keys removed, added and renamed."""
    data = FULL
    for _ in range(draw(st.integers(1, 4))):
        if not (paths := [path for path in places(data) if path]):
            break
        path, value, name = draw(st.sampled_from(paths)), draw(VALUES), draw(st.text(max_size=10))

        def replaced(parent: Any, key: Any, value: Any = value) -> None:  # noqa: ANN401
            parent[key] = value

        def removed(parent: Any, key: Any) -> None:  # noqa: ANN401
            del parent[key]

        def renamed(parent: Any, key: Any, name: str = name) -> None:  # noqa: ANN401
            if isinstance(parent, dict):
                parent[name] = parent.pop(key)
            else:
                parent.append(name)

        data = changed(data, path, draw(st.sampled_from([replaced, removed, renamed])))
    return data


class TestNeverATraceback:
    @QUICK
    @given(mutilated())
    def test_from_a_mutilated_text(self, content: bytes) -> None:
        check_answer(content)

    @QUICK
    @given(restructured())
    def test_from_another_structure(self, data: dict[str, Any]) -> None:
        check_answer(yaml.safe_dump(data, allow_unicode=True).encode("utf-8", "surrogatepass"))

    @QUICK
    @given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
    def test_from_anything(self, content: bytes) -> None:
        check_answer(b"pintu: 1\n" + content)

    def test_from_the_full_one(self) -> None:
        assert answer(yaml.safe_dump(FULL, allow_unicode=True).encode())[0] == 0


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
@settings(max_examples=20, deadline=None)
@given(st.sampled_from(SECRETS), st.sampled_from([path for path in places(FULL) if path]), st.booleans())
def test_a_secret_is_never_shown(form: str, secret: str, path: tuple[Any, ...], as_key: bool) -> None:  # noqa: FBT001
    def place(parent: Any, key: Any) -> None:  # noqa: ANN401
        if as_key and isinstance(parent, dict):
            parent[secret] = parent.pop(key)
        else:
            parent[key] = secret

    for dump in (json.dumps, yaml.safe_dump):
        content = (
            dump(changed(FULL, path, place), ensure_ascii=False)
            if dump is json.dumps
            else dump(changed(FULL, path, place))
        )
        status, out, err = answer(content.encode(), "--format", form)
        assert status == 1
        for line in secret.splitlines():
            core = line.strip("-").removeprefix("postgresql://").partition("@")[0]
            assert core not in out + err, (path, content)
