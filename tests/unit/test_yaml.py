"""YAML as people expect it: what is text, what is refused, and where everything stands."""

import subprocess
import sys
from pathlib import Path

import pytest
from values import document

from pintu.errors import BlueprintError
from pintu.model.document import Data, Where
from pintu.stages.read_yaml import MAX_BYTES, read_yaml

WORDS = [
    "no",
    "yes",
    "on",
    "off",
    "y",
    "12:30",
    "1:30:00",
    "2026-01-31",
    "0o17",
    "0x1F",
    "0b1",
    "0571",
    "1_000",
    "00",
    "nan",
    "inf",
    "Infinity",
    "=",
    "1.2.3",
    "e5",
    ".",
    "+",
    "-.",
    "1e",
    "TrUe",
    "nuLL",
    "+86-138",
    "12-30",
]


def refused(content: bytes | str) -> list[str]:
    """The codes of what keeps a text from being read."""
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(BlueprintError) as caught:
        read_yaml(Path("x.yaml"), raw)
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


class TestMeaning:
    @pytest.mark.parametrize("text", WORDS)
    def test_stays_text(self, text: str) -> None:
        assert document(f"a: {text}\nb: [{text}]").data == {"a": text, "b": [text]}

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            *[("12", 12), ("-3", -3), ("+4", 4), ("0", 0), ("9007199254740991", 2**53 - 1)],
            *[("0.5", 0.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0)],
            *[("true", True), ("False", False), ("null", None), ("~", None), ("", None)],
        ],
    )
    def test_is_what_it_looks_like(self, text: str, value: Data) -> None:
        read = document(f"a: {text}").data["a"]
        assert (read, type(read)) == (value, type(value))

    def test_quotes_make_text(self) -> None:
        assert document("{a: '12', b: \"true\", c: 'null', '<<': x}").data == {
            "a": "12",
            "b": "true",
            "c": "null",
            "<<": "x",
        }

    def test_blocks_are_text(self) -> None:
        assert document("a: |\n  12\nb: >-\n  true\n").data == {"a": "12\n", "b": "true"}

    def test_keys_are_text(self) -> None:
        assert document("{1: a, true: b, no: c}").data == {"1": "a", "true": "b", "no": "c"}

    @pytest.mark.parametrize("number", ["9007199254740992", "-9007199254740993", "1" * 5000, "1e999", "-1e400"])
    def test_too_large(self, number: str) -> None:
        assert refused(f"a: {number}") == ["yaml.number_too_large"]

    @pytest.mark.parametrize("number", [".nan", ".NaN", ".inf", "-.Inf", "+.INF"])
    def test_not_finite(self, number: str) -> None:
        assert refused(f"a: {number}") == ["yaml.not_finite"]

    def test_everything_is_said_at_once(self) -> None:
        assert refused("a: 1\na: !!int 2\nb: .nan\n[c]: {d: 1, d: 2}\n") == [
            "yaml.tag",
            "yaml.duplicate_key",
            "yaml.not_finite",
            "yaml.duplicate_key",
            "yaml.key_not_text",
        ]


class TestAliases:
    def test_bring_in_the_same_again(self) -> None:
        assert document("a: &x {b: [1]}\nc: *x").data == {"a": {"b": [1]}, "c": {"b": [1]}}

    def test_merge_keys_give_way(self) -> None:
        text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], c: 3}"
        assert document(text).data["z"] == {"a": 1, "b": 1, "c": 3}

    def test_stand_where_they_are_used(self) -> None:
        made = document("a: &x {b: 1}\nc:\n  - *x\nd: {<<: *x}")
        assert made.where(("c", 0)) == Where("blueprint.yaml", 3, 5, "c[0]")
        assert made.where(("d", "b")) == Where("blueprint.yaml", 1, 11, "d.b")

    def test_a_long_list_without_aliases_is_fine(self) -> None:
        assert len(str(document(f"a: [{'1, ' * 50_000}1]").data)) > 50_000

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("a: &a [*a]", "yaml.recursive_alias"),
            ("a: &a {b: {c: *a}}", "yaml.recursive_alias"),
            ("a: *b", "yaml.unknown_alias"),
            ("".join(f"k{i}: &k{i} [{f'*k{i - 1}, ' * 9 if i else 'x'}]\n" for i in range(9)), "yaml.too_many_aliases"),
            (f"a: &a [{'x, ' * 200}x]\nb: [{'*a, ' * 100}]", "yaml.too_many_aliases"),
            (
                "a: &a {k: 1}\n" + "".join(f"b{i}: &b{i} {{<<: *a, k{i}: 1}}\n" for i in range(9000)),
                "yaml.too_many_aliases",
            ),
        ],
    )
    def test_explode_no_more_than_they_may(self, text: str, code: str) -> None:
        assert refused(text)[-1] == code


class TestPositions:
    def test_count_code_points(self) -> None:
        made = document("名: {😀😀: x, é: y}\r\n二:\t z\r\n")
        assert made.where(("名", "é")) == Where("blueprint.yaml", 1, 15, "名.é")
        assert made.where(("名", "é"), key=True).column == 12
        assert made.where(("二",)) == Where("blueprint.yaml", 2, 5, "二")

    def test_ignore_a_byte_order_mark(self) -> None:
        assert read_yaml(Path("x"), b"\xef\xbb\xbfa: 1").where(("a",), key=True) == Where("x", 1, 1, "a")

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    def test_do_not_depend_on_line_endings(self, ending: str) -> None:
        made = read_yaml(Path("x"), f"a: 1{ending}b:{ending}  - 2{ending}".encode())
        assert (made.where(("b", 0)), made.text.count("\n")) == (Where("x", 3, 5, "b[0]"), 3)

    def test_of_what_is_not_there_are_its_parents(self) -> None:
        made = document("a:\n  b: 1\n")
        assert made.where(("a", "c", 3, "d")) == Where("blueprint.yaml", 1, 1, "a.c[3].d")
        assert made.where(("z",)) == Where("blueprint.yaml", 1, 1, "z")

    def test_say_how_something_is_written(self) -> None:
        made = document("a: &x '1 2'\nb: 0571 # c")
        quoted, plain = made.written(("a",)), made.written(("b",))
        assert quoted is not None
        assert (quoted.text, quoted.plain, made.text[quoted.start : quoted.end]) == ("1 2", False, "&x '1 2'")
        assert plain is not None
        assert (plain.text, plain.plain, made.text[plain.start : plain.end]) == ("0571", True, "0571")


class TestSize:
    def test_a_mebibyte_is_enough(self) -> None:
        text = b"a: 1\n" + b"#" * (MAX_BYTES - 5)
        assert read_yaml(Path("x"), text).data == {"a": 1}
        assert refused(text + b"#") == ["yaml.too_large"]

    def test_a_large_file_is_not_read_whole(self, tmp_path: Path) -> None:
        file = tmp_path / "x.yaml"
        with file.open("wb") as stream:
            stream.truncate(1 << 40)
        with pytest.raises(BlueprintError) as caught:
            read_yaml(file)
        assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["yaml.too_large"]

    @pytest.mark.parametrize("opening", ["[", "{", "[{", "- ", "? ", "{a: ", '["a", ', "[? ", "- - ? "])
    def test_brackets_do_not_end_the_process(self, opening: str) -> None:
        """PyYAML's own composer recurses in C: this many end it with a segmentation fault."""
        code = (
            "import sys; from pathlib import Path; from pintu.stages.read_yaml import read_yaml; "
            "from pintu.errors import BlueprintError\n"
            f"try: read_yaml(Path('x'), ({opening!r} * 500_000)[:1_000_000].encode())\n"
            "except BlueprintError as error: sys.exit(40 + (error.diagnostics[-1].code == 'yaml.too_deep'))"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 41

    def test_depth_is_counted_not_brackets(self) -> None:
        assert len(document(f"a: [{'[], ' * 500}]").data["a"]) == 500  # type: ignore[arg-type]


class TestEncoding:
    def test_gbk_is_named(self) -> None:
        assert refused("pintu: 1 # 山月".encode("gbk")) == ["yaml.gbk"]

    def test_what_is_no_encoding_at_all(self) -> None:
        assert refused(b"a: \xff\xff\xff") == ["yaml.not_utf8"]

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
    def test_utf_16(self, encoding: str) -> None:
        marks = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}
        assert refused(marks.get(encoding, b"") + "pintu: 1".encode(encoding)) == ["yaml.utf_16"]

    @pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff"])
    def test_invisible_characters(self, character: str) -> None:
        assert refused(f"a: b{character}c") == ["yaml.invisible"]

    def test_a_folder_or_nothing(self, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "none.yaml"):
            with pytest.raises(BlueprintError) as caught:
                read_yaml(path)
            assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["file.unreadable"]
