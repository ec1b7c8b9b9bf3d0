"""What is found, as people and programs read it."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pintu.messages import everything
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.report.finding import Finding, as_data, findings
from pintu.report.github import github
from pintu.report.junit import junit
from pintu.report.limit import MOST, limited
from pintu.report.plain_json import as_json
from pintu.report.sarif import sarif, uri
from pintu.report.text import plain, spans
from pintu.report.verdict import Verdict
from pintu.report.width import pad, width

CONTENT = b"pintu: 1\nname: \xe5\xb1\xb1 x\n"
FOUND = Finding("module.unknown", "error", "No `x`.", "Look.", "a.yaml", 2, 7, "modules.x", "y", "name: 山 x")
WARNED = Finding("module.unknown_removed", "warning", "100%, <b>\n", "", "b, c:d.yaml", 3, 1)
WHOLE = Finding("asset.too_large", "note", "Large.", "", "a.yaml")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINTU_LANG", "en")


def diagnostic(line: int, column: int, code: str = "module.unknown") -> Diagnostic:
    return Diagnostic(code, Where("-", line, column, "modules.x"), {"module": "x"}, fix="y")


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "columns"),
        [("abc", 3), ("山月", 4), ("：", 2), ("e\u0301", 1), ("😀", 2), ("a\u200bb", 2), ("", 0), ("ｱ", 1)],
    )
    def test_on_a_terminal(self, text: str, columns: int) -> None:
        assert width(text) == columns
        assert width(pad(text, 6)) == 6


class TestText:
    def shown(self, finding: Finding) -> list[str]:
        return plain(spans(finding)).splitlines()

    def test_has_the_line_and_a_caret_below(self) -> None:
        (finding,) = findings([diagnostic(2, 9)], CONTENT)
        assert self.shown(finding) == [
            "-:2:9: error: There is no module `x`. Did you mean `y`?  [module.unknown]",
            "    2 | name: 山 x",
            "      |          ^",
            "      = modules.x",
            "      hint: `pintu modules` lists what there is.",
        ]

    def test_of_a_whole_file_has_none(self) -> None:
        assert self.shown(WHOLE) == ["a.yaml: note: Large.  [asset.too_large]"]

    def test_of_nowhere_is_pintus(self) -> None:
        assert self.shown(Finding("x", "error", "No.", "", "")) == ["pintu: error: No.  [x]"]

    def test_a_long_line_is_cut_around_the_place(self) -> None:
        source = "x" * 500 + "山" + "y" * 500
        _, line, caret = self.shown(Finding("x", "error", "No.", "", "f", 1, 501, source=source))
        assert width(line) <= 8 + 121
        assert line[len(caret) - 1] == "山"

    def test_control_characters_do_not_reach_the_terminal(self) -> None:
        _, line, _ = self.shown(Finding("x", "error", "No.", "", "f", 1, 1, source="a\x1b[31mb\x07"))
        assert line == "    1 | a\ufffd[31mb\ufffd"

    @pytest.mark.parametrize(("line", "column"), [(0, 0), (3, 1), (99, 1), (2, 99)])
    def test_a_place_beyond_the_file_is_no_trouble(self, line: int, column: int) -> None:
        (finding,) = findings([diagnostic(line, column)], CONTENT)
        assert self.shown(finding)


class TestFindings:
    def test_come_in_the_order_of_lines(self) -> None:
        found = findings([diagnostic(2, 3), diagnostic(1, 9), diagnostic(1, 2)], CONTENT)
        assert [(one.line, one.column) for one in found] == [(1, 2), (1, 9), (2, 3)]

    def test_hold_no_secret(self) -> None:
        key = "8f14e45fceea167a5a36dedd4bea2543"
        where = Where("-", 1, 1, f"modules.{key}")
        args = {"module": key, "key": key}
        (finding,) = findings([Diagnostic("module.unknown_setting", where, args, fix=key)], f"a: {key}".encode())
        assert key not in str(as_data(finding)) + plain(spans(finding))
        assert finding.source == f"a: {'*' * 32}"

    def test_a_file_that_has_gone_has_no_source(self, tmp_path: Path) -> None:
        where = Where(str(tmp_path / "gone.yaml"), 1, 1)
        (finding,) = findings([Diagnostic("module.unknown", where, {"module": "x"})])
        assert finding.source == ""

    def test_gbk_is_shown_as_it_was_meant(self) -> None:
        (finding,) = findings([diagnostic(1, 1)], "a: 山月".encode("gbk"))
        assert finding.source == "a: 山月"


class TestLimit:
    def test_a_hundred_a_file_errors_first_then_a_count(self) -> None:
        many = [Finding("w", "warning", "W.", "", "a", line) for line in range(1, 60)]
        many += [Finding("e", "error", "E.", "", "a", line) for line in range(60, 151)]
        shown = limited([*many, FOUND])
        assert len(shown) == MOST + 2
        assert sum(one.code == "e" for one in shown) == 91
        assert (shown[MOST].code, shown[MOST].message) == ("report.more", "... and 50 more problems in this file.")
        assert shown[-1] == FOUND

    def test_exactly_a_hundred(self) -> None:
        exactly = [FOUND] * MOST
        assert limited(exactly) == exactly


class TestVerdict:
    def test_passes(self) -> None:
        assert Verdict(("a",), (WARNED,)).passed
        assert not Verdict(("a",), (WARNED,), strict=True).passed
        assert not Verdict(("a",), (FOUND,)).passed
        assert Verdict(("a",), (WHOLE,), strict=True).passed


class TestJson:
    def test_counts_and_rows(self) -> None:
        data = as_json(Verdict(("a.yaml", "d.yaml"), (FOUND, WARNED, WHOLE)))
        assert (data["files"], data["errors"], data["warnings"]) == (2, 1, 1)
        rows = data["diagnostics"]
        assert isinstance(rows, list)
        assert rows[0] == {
            "code": "module.unknown",
            "severity": "error",
            "message": "No `x`.",
            "hint": "Look.",
            "file": "a.yaml",
            "line": 2,
            "column": 7,
            "path": "modules.x",
            "fix": "y",
        }
        assert rows[1].keys() == {"code", "severity", "message", "file"}


class TestSarif:
    LOG = json.loads(sarif(Verdict(("a.yaml",), (FOUND, WARNED, WHOLE))))

    def test_is_2_1_0(self) -> None:
        assert (self.LOG["version"], len(self.LOG["runs"])) == ("2.1.0", 1)
        assert self.LOG["runs"][0]["columnKind"] == "unicodeCodePoints"

    def test_every_result_has_its_rule(self) -> None:
        run = self.LOG["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == sorted({FOUND.code, WARNED.code, WHOLE.code})
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in {"error", "warning", "note"}
            assert result["message"]["text"]

    def test_places(self) -> None:
        places = {result["ruleId"]: result["locations"][0] for result in self.LOG["runs"][0]["results"]}
        assert places[FOUND.code] == {
            "physicalLocation": {"artifactLocation": {"uri": "a.yaml"}, "region": {"startLine": 2, "startColumn": 7}},
            "logicalLocations": [{"fullyQualifiedName": "modules.x"}],
        }
        assert places[WHOLE.code] == {"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}}}

    def test_every_code_can_be_a_rule(self) -> None:
        every = tuple(Finding(code, "note", "x", "", "f") for code in everything())
        log = json.loads(sarif(Verdict((), every[:MOST])))
        assert all(rule["shortDescription"]["text"] for rule in log["runs"][0]["tool"]["driver"]["rules"])

    @pytest.mark.parametrize(
        ("file", "expected"), [("a b/山.yaml", "a%20b/%E5%B1%B1.yaml"), ("/x y.yaml", "file:///x%20y.yaml"), ("-", "-")]
    )
    def test_addresses(self, file: str, expected: str) -> None:
        assert uri(file) == expected


class TestJUnit:
    def test_a_case_for_each_file(self) -> None:
        suite = ET.fromstring(junit(Verdict(("a.yaml", "fine.yaml"), (FOUND, WARNED))))[0]  # noqa: S314  our own text
        assert suite.attrib == {"name": "pintu validate", "tests": "3", "failures": "1", "errors": "0"}
        assert [(case.get("name"), [part.tag for part in case]) for case in suite] == [
            *[("a.yaml", ["failure"]), ("fine.yaml", []), ("b, c:d.yaml", ["system-out"])]
        ]
        assert suite[0][0].get("type") == "module.unknown"

    def test_strict_fails_on_warnings(self) -> None:
        suite = ET.fromstring(junit(Verdict((), (WARNED,), strict=True)))[0]  # noqa: S314
        assert (suite.get("failures"), suite[0][0].tag) == ("1", "failure")

    def test_what_xml_cannot_hold(self) -> None:
        odd = Finding("x", "error", 'a\0\x0b<&>"\ud800\uffff', "", 'f"<&\1')
        case = ET.fromstring(junit(Verdict((), (odd,))).encode("utf-8"))[0][0]  # noqa: S314
        assert case.get("name") == 'f"<&\ufffd'
        assert case[0].get("message") == 'a\ufffd\ufffd<&>"\ufffd\ufffd'


class TestGithub:
    def test_an_annotation_a_line(self) -> None:
        assert github(Verdict((), (FOUND, WARNED, WHOLE))).split("\n") == [
            "::error file=a.yaml,line=2,col=7,title=module.unknown::No `x`. Look.",
            "::notice file=a.yaml,title=asset.too_large::Large.",
            "::warning file=b%2C c%3Ad.yaml,line=3,col=1,title=module.unknown_removed::100%25, <b>",
        ]
