"""Which paths a project may have."""

import pytest

from pintu.paths import collision, problem_of


@pytest.mark.parametrize(
    "path",
    ["a", "a/b.py", ".github/workflows/ci.yml", ".gitignore", "茶/页.wxml", "console.py", "a b.md"],
)
def test_fine(path: str) -> None:
    assert problem_of(path) is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "outside"),
        ("/etc/passwd", "outside"),
        ("../x", "outside"),
        ("a/../../x", "outside"),
        ("a//b", "outside"),
        ("./a", "outside"),
        ("a/.", "outside"),
        ("C:/x", "characters"),
        ("a\\b", "characters"),
        ("a\nb", "characters"),
        ("a?.py", "characters"),
        ("trailing.", "characters"),
        ("trailing /x", "characters"),
        ("x" * 256, "characters"),
        ("茶" * 86, "characters"),
        ("con", "reserved"),
        ("a/NUL.txt", "reserved"),
        ("Com1/x", "reserved"),
        ("lpt¹", "reserved"),
        (".git/config", "private"),
        ("sub/.GIT/hooks/x", "private"),
        ("git~1/config", "private"),
        (".pintu/base/x", "private"),
        ("pintu.lock", "private"),
    ],
)
def test_refused(path: str, problem: str) -> None:
    assert problem_of(path) == problem


@pytest.mark.parametrize(
    ("paths", "pair"),
    [
        (["a", "b", "a/b/c"], ("a", "a/b/c")),
        (["Readme.md", "README.md"], ("Readme.md", "README.md")),
        (["caf\u00e9", "cafe\u0301"], ("caf\u00e9", "cafe\u0301")),
        (["a/b", "A/c"], None),
        (["a/b", "a/c", "ab"], None),
    ],
)
def test_collision(paths: list[str], pair: tuple[str, str] | None) -> None:
    assert collision(paths) == pair
