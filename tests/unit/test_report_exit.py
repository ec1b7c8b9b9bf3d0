"""Exit statuses, and what is said with them. A defect of ours never looks like a mistake of the reader's."""

import errno
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import Pintu, Result
from tinypack import write_files
from values import HEAD

from pintu import __version__, cli, console
from pintu.commands import explain
from pintu.errors import BlueprintError, ConflictError, InternalBug, TemplateBug, WrongUsage
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

Failing = Callable[..., Result]
KEY = "8f14e45fceea167a5a36dedd4bea2543"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, pintu: Pintu) -> Failing:
    """`failing(error)`: a command that raises it."""
    monkeypatch.setenv("PINTU_LANG", "en")

    def fail(error: BaseException, *options: str) -> Result:
        def command(*_: object, **__: object) -> int:
            raise error

        monkeypatch.setattr("pintu.pipeline.check", command)
        return pintu("explain", "x.yaml", *options)

    return fail


class TestStatus:
    @pytest.mark.parametrize("kind", [InternalBug, ValueError, KeyError, RecursionError, MemoryError, AssertionError])
    def test_our_own_bug(self, failing: Failing, kind: type[Exception]) -> None:
        result = failing(kind(f"secret: {KEY}"))
        assert (result.status, result.out) == (3, "")
        assert "defect of Pintu" in result.err
        assert f"pintu {__version__}, Python " in result.err
        assert "$ pintu explain x.yaml" in result.err
        assert kind.__name__ in result.err
        assert KEY not in result.err
        assert str(Path.home()) + "/" not in result.err
        assert "[" not in result.err.splitlines()[0], "no code, as a mistake of the reader's would have"

    def test_a_template_that_fails(self, failing: Failing) -> None:
        result = failing(TemplateBug("gifts/README.md.jinja", "'x' is undefined"))
        assert result.status == 3
        assert "gifts/README.md.jinja" in result.err.splitlines()[0]

    def test_interrupted(self, failing: Failing) -> None:
        result = failing(KeyboardInterrupt())
        assert (result.status, result.err) == (130, "Interrupted.\n")

    @pytest.mark.parametrize("reason", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENAMETOOLONG, errno.ENOTDIR])
    def test_the_system_refuses(self, failing: Failing, reason: int) -> None:
        result = failing(OSError(reason, os.strerror(reason), "some/file"))
        assert (result.status, result.err.partition(":")[0]) == (1, "some/file")
        assert "file.refused" in result.err

    def test_wrong_usage_that_only_a_command_sees(self, failing: Failing) -> None:
        result = failing(WrongUsage("usage.missing", name="`X`"))
        assert (result.status, result.err) == (2, "pintu: `X` is missing.\n")

    @pytest.mark.parametrize(("kind", "outcome"), [(BlueprintError, "invalid"), (ConflictError, "conflict")])
    def test_problems_as_json(self, failing: Failing, kind: type[BlueprintError], outcome: str) -> None:
        error = kind([Diagnostic("app.missing", Where("x.yaml", 3, 1), {"key": "slug"})])
        result = failing(error, "--format", "json")
        assert (result.status, result.err, result.data["outcome"]) == (1, "", outcome)
        assert result.data["diagnostics"][0]["line"] == 3

    def test_json_ends_with_the_command(self, failing: Failing) -> None:
        failing(ValueError(), "--format", "json")
        assert "[app.missing]" in failing(BlueprintError([Diagnostic("app.missing", Where("x"), {"key": "a"})])).err


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "english", "chinese"),
        [
            (
                ["explain", "--formt", "x"],
                "There is no option --formt. Did you mean `--format`?",
                "没有选项 --formt。是否想写 `--format`？",
            ),
            (
                ["explian"],
                "There is no command `explian`. Did you mean `explain`?",
                "没有命令 `explian`。是否想写 `explain`？",
            ),
            (["frobnicate"], "There is no command `frobnicate`.", "没有命令 `frobnicate`。"),
            (["validate"], "`PATH` is missing.", "缺少 `PATH`。"),
            (["validate", "x", "--format"], "The option --format needs a value.", "选项 --format 需要一个值。"),
            (["validate", "x", "--strict=1"], "The option --strict takes no value.", "选项 --strict 不带值。"),
            (["explain", "a", "b", "c"], "This is too much: c.", "多余的参数：c。"),
            (
                ["explain", "a", "--format", "x"],
                "`--format` is one of 'text', 'json', not 'x'.",
                "`--format` 应为 'text', 'json' 之一，而不是 'x'。",
            ),
        ],
    )
    def test_in_both_languages(
        self, arguments: list[str], english: str, chinese: str, pintu: Pintu, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for tongue, said in (("en", f"pintu: {english}"), ("zh", f"pintu：{chinese}")):
            monkeypatch.setenv("PINTU_LANG", tongue)
            result = pintu(*arguments)
            assert (result.status, result.out) == (2, "")
            assert result.err.splitlines()[0] == said

    @pytest.mark.parametrize(("tongue", "words"), [("en", "Usage: pintu validate"), ("zh", "用法：pintu validate")])
    def test_help(self, tongue: str, words: str, pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PINTU_LANG", tongue)
        result = pintu("validate", "--help")
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith(words)
        assert "[default: text]" in result.out or "[默认：text]" in result.out

    def test_no_command_at_all(self, pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PINTU_LANG", "en")
        result = pintu()
        assert (result.status, result.out) == (2, "")
        assert "Commands" in result.err


class TestStreams:
    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PINTU_LANG": "zh", **variables}
        return subprocess.run(
            [sys.executable, "-m", "pintu", *arguments], capture_output=True, env=environment, check=False
        )

    def test_version_needs_no_imports(self) -> None:
        code = (
            "import sys; sys.argv[1:] = ['--version']; from pintu.__main__ import main\n"
            "main(); print('typer' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == f"pintu {__version__}\nFalse\n"

    @pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
    def test_any_encoding_will_do(self, encoding: str, tmp_path: Path) -> None:
        write_files(tmp_path, {"x.yaml": f"{HEAD}theme: {{primary: 😀}}\n"})
        done = self.run("validate", str(tmp_path / "x.yaml"), PYTHONIOENCODING=encoding)
        assert done.returncode == 1
        assert b"theme.bad_colour" in done.stdout

    def test_documents_for_machines_are_utf_8(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"x.yaml": f"{HEAD}theme: {{primary: 青}}\n"})
        done = self.run("validate", str(tmp_path / "x.yaml"), "--format", "json", PYTHONIOENCODING="gbk")
        assert "青" in json.loads(done.stdout.decode("utf-8"))["diagnostics"][0]["message"]

    def test_a_reader_that_has_gone(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-m", "pintu", "schema"]
        with os.fdopen(writer, "wb") as gone:
            done = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr) == (141, b"")


class TestTerminal:
    def shown(self, monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
        """What a terminal gets of a styled line."""
        for name in ("NO_COLOR", "CI", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm", **variables}.items():
            monkeypatch.setenv(name, value)
        master, slave = pty.openpty()
        with os.fdopen(slave, "w", encoding="utf-8") as stream:
            console.styled([("red", "bold red"), (" plain\n", "")], stream)
        with os.fdopen(master, "rb") as reader:
            return os.read(reader.fileno(), 1000).decode()

    def test_has_colours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "\x1b[1;31mred" in self.shown(monkeypatch)

    @pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"CI": "1"}, {"TERM": "dumb"}])
    def test_unless_they_are_not_wanted(self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
        assert self.shown(monkeypatch, **variables) == "red plain\r\n"

    def test_a_pipe_has_none(self) -> None:
        stream = io.StringIO()
        console.styled([("red", "bold red")], stream)
        assert stream.getvalue() == "red"

    def test_nobody_is_asked_where_nobody_can_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.delenv("CI", raising=False)
        assert not console.may_ask()
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(sys, "stderr", Terminal())
        assert console.may_ask()
        assert not console.may_ask(no_input=True)
        monkeypatch.setenv("CI", "true")
        assert not console.may_ask()

    def test_progress_is_silent_without_a_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        with console.progress("validate.progress", total=2) as step:
            step()
            step()
        assert capsys.readouterr() == ("", "")


def test_every_command_is_registered_once() -> None:
    names = [command.name for command in cli.build().registered_commands]
    assert len(names) == len(set(names))
    assert explain in cli.COMMANDS
