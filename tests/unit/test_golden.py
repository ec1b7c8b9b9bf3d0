"""The golden trees are what their blueprints make, byte for byte."""

import pytest

from golden import GOLDEN, differences, report, verticals


@pytest.mark.parametrize("vertical", verticals())
def test_tree(vertical: str) -> None:
    assert (GOLDEN / vertical).is_dir(), "make golden"
    said = report(vertical)
    assert not said, f"{said}\n\nIf this is meant: make golden, read the difference, commit it."


def test_no_tree_without_a_vertical() -> None:
    assert sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir()) == verticals()


def test_a_difference_can_be_read() -> None:
    old = {"same": b"a\n", "text": b"a\nb\nc\n", "gone": b"", "picture": b"\0\1"}
    new = {"same": b"a\n", "text": b"a\nB\nc\n", "new": b"", "picture": b"\0"}
    assert list(differences(old, new)) == [
        "- gone",
        "+ new",
        "! picture: 2 bytes, now 1",
        "--- golden/text",
        "+++ now/text",
        "@@ -1,3 +1,3 @@",
        " a",
        "-b",
        "+B",
        " c",
    ]
