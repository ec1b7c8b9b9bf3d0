"""Rendering: filters, tidiness, pictures in another colour, and the cache of compiled templates."""

import ast
import json
import stat
import struct
import tomllib
import zlib
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError

from pintu.stages.environment import environment, to_json, to_python, to_toml
from pintu.stages.render import tidy
from pintu.stages.tint import SIGNATURE, is_palette, tint

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))


@given(values | st.none() | st.tuples(scalars) | st.tuples())
def test_python_literals(value: object) -> None:
    assert ast.literal_eval(to_python(value)) == value


@given(values)
def test_json(value: object) -> None:
    assert json.loads(to_json(value)) == value


@given(values)
def test_toml(value: object) -> None:
    assert tomllib.loads(f"x = {to_toml(value)}")["x"] == value


def test_toml_has_no_none() -> None:
    with pytest.raises(TypeError):
        to_toml([None])


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("", ""),
        ("\n\n", ""),
        ("a", "a\n"),
        ("a  \n\t\nb\t\n\n\n", "a\n\nb\n"),
        ("a\r\nb", "a\nb\n"),
        ("  a\n", "  a\n"),
    ],
)
def test_tidy(said: str, written: str) -> None:
    assert tidy(said) == written


@given(st.text("a \t\n\r", max_size=30))
def test_tidy_is_tidy(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once == "" or (once.endswith("\n") and not once.endswith("\n\n"))


class TestEnvironment:
    @pytest.fixture(autouse=True)
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        return tmp_path / "cache"

    def test_the_delimiters_leave_wxml_alone(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_text(
            "<%# a remark %>\n<view a='{{ a }}'>\n  <% for x in xs %>\n  <%= x %>{#\n  <% endfor %>"
        )
        made = environment(tmp_path, trusted=True).get_template("x").render(xs=[1, 2])
        assert made == "<view a='{{ a }}'>\n  1{#\n  2{#\n"

    def test_what_is_not_there_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("<%= app.nme %>")
        with pytest.raises(UndefinedError):
            environment(tmp_path, trusted=True).get_template("x").render(app={"name": "x"})

    @pytest.mark.parametrize("text", ["<%= x.__class__ %>", "<%= x.append(1) %>", "<%= ''.join.__globals__ %>"])
    def test_a_pack_that_did_not_come_with_us_is_confined(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "x").write_text(text)
        with pytest.raises((SecurityError, UndefinedError)):
            environment(tmp_path, trusted=False).get_template("x").render(x=[])

    def test_no_link_leads_out_of_the_pack(self, tmp_path: Path) -> None:
        (tmp_path / "pack").mkdir()
        (tmp_path / "secret").write_text("secret")
        (tmp_path / "pack/x").symlink_to(tmp_path / "secret")
        with pytest.raises(Exception, match="x"):
            environment(tmp_path / "pack", trusted=True).get_template("x")

    def test_compiled_templates_are_kept_for_the_reader_alone(self, tmp_path: Path, cache: Path) -> None:
        (tmp_path / "x").write_text("<%= 1 %>")
        for trusted in (True, False):
            assert environment(tmp_path, trusted=trusted).get_template("x").render() == "1"
        kept = sorted((cache / "pintu/templates").iterdir())
        assert [folder.name.rpartition("-")[2] for folder in kept] == ["plain", "sandbox"], "compiled differently"
        for folder in kept:
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert len(list(folder.iterdir())) == 1

    def test_a_cache_that_others_can_write_to_is_not_used(self, tmp_path: Path, cache: Path) -> None:
        """What is in it is run."""
        (tmp_path / "one").mkdir()
        (tmp_path / "one/x").write_text("<%= 1 %>")
        environment(tmp_path / "one", trusted=True).get_template("x")
        (folder,) = (cache / "pintu/templates").iterdir()
        folder.chmod(0o777)
        (tmp_path / "two").mkdir()
        assert environment(tmp_path / "two", trusted=True).bytecode_cache is None

    def test_no_home_no_cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        assert environment(tmp_path, trusted=True).bytecode_cache is None


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


class TestTint:
    PNG = (
        SIGNATURE
        + chunk(b"IHDR", b"head")
        + chunk(b"PLTE", b"\1\2\3" * 4)
        + chunk(b"tRNS", b"\0\x80")
        + chunk(b"IEND", b"")
    )

    def test_every_colour_of_the_palette_and_nothing_else(self) -> None:
        assert tint(self.PNG, "#0a0B0c") == self.PNG.replace(
            chunk(b"PLTE", b"\1\2\3" * 4), chunk(b"PLTE", b"\x0a\x0b\x0c" * 4)
        )

    @pytest.mark.parametrize("png", [b"", b"GIF89a", PNG[:40], SIGNATURE + chunk(b"IEND", b"")])
    def test_no_palette(self, png: bytes) -> None:
        assert not is_palette(png)
        with pytest.raises(ValueError, match="PNG"):
            tint(png, "#000000")


def test_code_is_what_the_cache_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process does not compile."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "x").write_text("<%= 2 %>")
    first = environment(tmp_path, trusted=True)
    first.get_template("x")
    environment.cache_clear()
    compiled: list[CodeType] = []
    second = environment(tmp_path, trusted=True)
    monkeypatch.setattr(type(second), "compile", lambda *_, **__: compiled.append(None))  # type: ignore[arg-type]
    assert second.get_template("x").render() == "2"
    assert compiled == []
