"""The demo data of a generated backend is read as blueprints are: a word means the same on both sides."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pintu.stages.read_yaml import read_yaml
from pintu.stages.read_yaml_scalars import FLOAT, INTEGER, WORDS, BadNumber, plain_scalar

FILE = Path(__file__).parents[2] / "templates/backend/base/devtools/plain_yaml.py"
SURPRISING = ["no", "NO", "on", "off", "y", "12:30", "1:2:3", "0571", "0o17", "0x1f", "0b1", "1_000", "2026-01-31"]
PLAIN = ["12", "-3", "+4", "0", "0.5", ".5", "5.", "1e3", "-1.5E-2", "=", "tea", "+", "-."]


def load_backends() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plain_yaml", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BACKEND = load_backends()


def same(text: str) -> None:
    """Compare with types: True is no 1, and 1 no 1.0."""
    try:
        ours = plain_scalar(text)
    except BadNumber:
        return
    theirs = BACKEND.load_yaml(f"word: {text}\n")["word"]
    assert (type(theirs), theirs) == (type(ours), ours)


@pytest.mark.parametrize("word", [*SURPRISING, *PLAIN, *(word for word in WORDS if word)])
def test_the_same_word(word: str) -> None:
    same(word)
    assert BACKEND.load_yaml(f"word: '{word}'\n") == {"word": word}


@given(
    st.from_regex(INTEGER, fullmatch=True)
    | st.from_regex(FLOAT, fullmatch=True)
    | st.text("+-.0123456789eExob_", min_size=1, max_size=12).filter(lambda word: word.strip("-"))
)
def test_the_same_number(word: str) -> None:
    same(word)


def test_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    text = "tea: &tea {opens: 12:30, sold: on}\nmore: {<<: *tea, price: 68.50, note: , codes: [no, 0571]}\n"
    file.write_text(text, "utf-8")
    assert BACKEND.load_yaml(text) == read_yaml(file).data
